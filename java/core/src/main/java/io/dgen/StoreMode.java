package io.dgen;

/**
 * How the native engine writes memory. Never changes a byte; the Java engines ignore it. The ordinals are the numbers
 * of {@code dgen_store} in the kernel's header.
 *
 * <p>Which mode is faster depends on the size of the buffer and on when it is read next; see docs/performance.md.
 */
public enum StoreMode {
    /**
     * By the size of the buffer: {@link #REGULAR} up to the size of the L2 cache, {@link #PREFETCH} up to one CPU's
     * share of the last-level cache, {@link #STREAM} above.
     */
    AUTO,
    /** Through the caches. */
    REGULAR,
    /** Through the caches, with lines requested for writing ahead of the store. */
    PREFETCH,
    /** Past the caches (non-temporal): for large buffers that are not read soon. */
    STREAM;
}
