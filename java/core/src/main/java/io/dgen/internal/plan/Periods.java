// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.plan;

/** Counts elements and groups of the periodic sequence 0, 1, .. u - 1, 0, 1, .. */
final class Periods {
    private Periods() {}

    /** Occurrences of {@code value} among the first {@code length} elements of the sequence of period {@code u}. */
    static long occurrences(long length, long u, long value) {
        return length / u + (value < length % u ? 1 : 0);
    }

    /**
     * Different groups among the first {@code units} groups of {@code size} elements each; the size is a power of two.
     */
    static long uniqueUnits(long units, long size, long u) {
        // Two groups are equal if their first elements are equal, which are the multiples of size modulo u.
        long common = Math.min(size, Long.lowestOneBit(u));
        return Math.min(units, u / common);
    }
}
