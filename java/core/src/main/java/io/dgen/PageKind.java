// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.kernel.NativeMemory.Pages;

/** The pages that the memory of a {@link NumaBuffer} consists of. */
public enum PageKind {
    /** The system's choice, usually pages of 4 KiB. */
    BASE(Pages.BASE),
    /** Huge pages as far as the system has free ones (madvise), otherwise base pages. */
    TRANSPARENT(Pages.TRANSPARENT),
    /**
     * Huge pages of the default size from the pool that the administrator has reserved (hugetlbfs). If the pool has too
     * few, the allocation fails; all buffers of a request are compared with the pool before the first one is allocated.
     */
    HUGETLB(Pages.HUGETLB);

    private final Pages pages;

    PageKind(Pages pages) {
        this.pages = pages;
    }

    Pages pages() {
        return pages;
    }
}
