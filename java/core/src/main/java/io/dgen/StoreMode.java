// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

/**
 * How the native engine writes memory. The mode has no influence on the bytes; the Java engines ignore it. The ordinals
 * are the numbers of {@code dgen_store} in the kernel's header.
 *
 * <p>The fastest mode depends on the size of the buffer and on how soon it is read; see docs/performance.md.
 */
public enum StoreMode {
    /**
     * Depends on the size of the buffer: {@link #REGULAR} up to the size of the L1 cache, {@link #PREFETCH} up to one
     * CPU's share of the last-level cache, at most 16 MiB, and {@link #STREAM} for larger buffers.
     */
    AUTO,
    /** Regular stores, through the caches. */
    REGULAR,
    /** Regular stores; each cache line is prefetched for writing before it is stored to. */
    PREFETCH,
    /** Non-temporal stores, which bypass the caches: for large buffers that are not read soon. */
    STREAM;
}
