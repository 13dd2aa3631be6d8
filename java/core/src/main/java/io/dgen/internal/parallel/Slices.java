// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.parallel;

/**
 * The range {@code [offset, offset + length)}, split at the multiples of {@code size}.
 *
 * @param offset start of the range in bytes, at least 0
 * @param length bytes of the range, at least 0; {@code offset + length <= 2^63 - 1}
 * @param size largest number of bytes of a slice
 */
public record Slices(long offset, long length, long size) {

    public long count() {
        return length == 0 ? 0 : (offset + length - 1) / size - offset / size + 1;
    }

    /** Start of slice {@code index}. */
    public long start(long index) {
        return index == 0 ? offset : (offset / size + index) * size;
    }

    /** Bytes of slice {@code index}. */
    public long length(long index) {
        long start = start(index);
        return Math.min(size - start % size, offset + length - start);
    }
}
