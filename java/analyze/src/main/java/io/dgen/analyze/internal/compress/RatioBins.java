// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.compress;

/** Bins of compression ratios: one bin below 1, 32 bins for each power of two up to 256, and one bin above 256. */
public final class RatioBins {
    private static final int PER_OCTAVE = 32;
    private static final int OCTAVES = 8;

    /**
     * Lower bounds of the bins. A table, because the last digit of a logarithm may differ between interpreted and
     * compiled code.
     */
    private static final double[] FROM = from();

    private RatioBins() {}

    private static double[] from() {
        double[] from = new double[PER_OCTAVE * OCTAVES + 2];
        for (int i = 1; i < from.length; i++) {
            from[i] = StrictMath.pow(2, (double) (i - 1) / PER_OCTAVE);
        }
        return from;
    }

    /** Number of bins. */
    public static int count() {
        return FROM.length;
    }

    /** Lower bound of a bin, inclusive. */
    public static double from(int bin) {
        return FROM[bin];
    }

    /** Upper bound of a bin, exclusive; infinity for the last. */
    public static double to(int bin) {
        return bin + 1 < FROM.length ? FROM[bin + 1] : Double.POSITIVE_INFINITY;
    }

    static int of(int length, int compressedLength) {
        double ratio = (double) length / compressedLength;
        int low = 0;
        int high = FROM.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (FROM[middle] <= ratio) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
