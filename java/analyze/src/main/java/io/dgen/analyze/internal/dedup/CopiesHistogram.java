// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.dedup;

/**
 * Numbers of distinct contents by their number of copies: one class for each number from 1 to 7, then four classes for each
 * power of two. Not thread-safe.
 */
public final class CopiesHistogram {
    private static final int CLASSES = 7 + 4 * 61;

    private final double[] contents = new double[CLASSES];
    private final double[] chunks = new double[CLASSES];

    void add(long copies, double weight) {
        int c = classOf(copies);
        contents[c] += weight;
        chunks[c] += weight * copies;
    }

    static int classOf(long copies) {
        if (copies < 8) {
            return (int) copies - 1;
        }
        int octave = 63 - Long.numberOfLeadingZeros(copies);
        return 7 + 4 * (octave - 3) + (int) (copies >>> octave - 2 & 3);
    }

    public static int classes() {
        return CLASSES;
    }

    /** Smallest number of copies in a class. */
    public static long from(int c) {
        return c < 7 ? c + 1 : (4L + (c - 7) % 4) << (c - 7) / 4 + 1;
    }

    /** Number of distinct contents in a class. */
    public double contents(int c) {
        return contents[c];
    }

    /** Number of chunks with a content of a class. */
    public double chunks(int c) {
        return chunks[c];
    }
}
