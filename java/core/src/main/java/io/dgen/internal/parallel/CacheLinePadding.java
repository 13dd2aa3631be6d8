// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.parallel;

/**
 * Size of an array of which only the middle element is used. Values that threads on different CPUs write at the same
 * time must not share a cache line, because each write would move the line from one CPU to the other. Without padding,
 * objects that are allocated one after the other share lines.
 */
public final class CacheLinePadding {
    /** Index of the element in use: at least 64 bytes from both ends, so at least 128 from the next such element. */
    public static final int INDEX = 16;

    public static final int LENGTH = 2 * INDEX + 1;

    private CacheLinePadding() {}
}
