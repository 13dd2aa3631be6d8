package io.dgen.internal.plan;

import java.util.List;

/** Counts in the sequence 0, 1, .. u - 1, 0, 1, .. */
final class Periods {
    private Periods() {}

    /** How often {@code value} stands among the first {@code length} elements of the sequence of period {@code u}. */
    static long occurrences(long length, long u, long value) {
        return length / u + (value < length % u ? 1 : 0);
    }

    /** How many of the first {@code units} groups of {@code size} (a power of two) elements each are different. */
    static long uniqueUnits(long units, long size, long u) {
        // Groups are equal where their first elements are, which are the multiples of size modulo u.
        long common = Math.min(size, Long.lowestOneBit(u));
        return Math.min(units, u / common);
    }

    /** The first content of each of {@code windows} is entered from the left once, and then from its last one. */
    static List<ContentGroup> groups(double windows, double length, double u) {
        double copies = length / u;
        return List.of(
                new ContentGroup(u - windows, copies, 1), new ContentGroup(windows, copies, Math.min(copies, 2)));
    }
}
