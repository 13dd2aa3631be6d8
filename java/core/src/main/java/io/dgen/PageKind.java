package io.dgen;

import io.dgen.internal.kernel.NativeMemory.Pages;

/** The pages that the memory of a {@link NumaBuffer} consists of. */
public enum PageKind {
    /** The system's choice: pages of 4 KiB as a rule. */
    BASE(Pages.BASE),
    /** Huge pages where the system has them at hand (madvise), base pages elsewhere. */
    TRANSPARENT(Pages.TRANSPARENT),
    /** Huge pages of the default size from the pool that the administrator has reserved (hugetlbfs), or an exception. */
    HUGETLB(Pages.HUGETLB);

    private final Pages pages;

    PageKind(Pages pages) {
        this.pages = pages;
    }

    Pages pages() {
        return pages;
    }
}
