package io.dgen;

/**
 * What the memory of a {@link NumaBuffer} is made of.
 *
 * <p>The ordinals are the numbers of {@code dgen_pages} in the kernel's header.
 */
public enum PageKind {
    /** Whatever the system gives: pages of 4 KiB as a rule. */
    BASE,
    /** Huge pages as far as the system has them at hand (madvise), others besides. */
    TRANSPARENT,
    /** Huge pages of the default size from the pool that the administrator has reserved (hugetlbfs), or an exception. */
    HUGETLB;
}
