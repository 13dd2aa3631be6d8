package io.dgen;

/**
 * How the native engine writes memory. Never changes a byte; the Java engines ignore it.
 *
 * <p>The ordinals are the numbers of {@code dgen_store} in the kernel's header.
 *
 * <p>Which is faster depends on the size of the buffer and on who reads it next; see docs/performance.md.
 */
public enum StoreMode {
    /**
     * By the size of the buffer: regular up to the L2 cache, prefetched up to the last-level cache's share, streaming
     * beyond.
     */
    AUTO,
    /** Through the caches. */
    REGULAR,
    /** Through the caches, with lines requested for writing ahead of the store. */
    PREFETCH,
    /** Past the caches (non-temporal): for large buffers that nobody reads soon. */
    STREAM;
}
