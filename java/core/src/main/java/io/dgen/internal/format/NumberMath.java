// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.format;

/**
 * The numbers that words of a stream become, by IEEE 754 operations in the order of docs/format.md, "Numbers of a stream".
 * Java never contracts a multiplication and an addition, and rounds each result.
 */
public final class NumberMath {
    private static final float UNIT_24 = 0x1p-24f;
    private static final double UNIT_53 = 0x1p-53;
    private static final int FRACTION_BITS = 23;
    private static final int FRACTION = (1 << FRACTION_BITS) - 1;
    private static final int FRACTION_BITS_64 = 52;
    private static final long FRACTION_64 = (1L << FRACTION_BITS_64) - 1;

    /** Exponent of 2^31 and of 2^52 with its bias: the numbers of octaves are counted down from it. */
    private static final int FIRST_OCTAVE = 127 + 31;

    private static final int FIRST_OCTAVE_64 = 1023 + 52;

    private NumberMath() {}

    /** The number in 0 .. 1 of a word of 32 bits; never 1. */
    public static float unit(int word) {
        return (word >>> 8) * UNIT_24;
    }

    public static double unit(long word) {
        return (word >>> 11) * UNIT_53;
    }

    /** The normal number, of mean 0 and variance 1, of a word of 32 bits. */
    public static float normal(int word) {
        int bits = Float.floatToRawIntBits((float) (word & Integer.MAX_VALUE | 1));
        float r = Float.intBitsToFloat(bits & FRACTION | 0x3F800000) - 1;
        float[] c = NormalTable.FLOATS;
        int at = (FIRST_OCTAVE - (bits >>> FRACTION_BITS)) * NormalTable.TERMS;
        float x = ((((c[at + 5] * r + c[at + 4]) * r + c[at + 3]) * r + c[at + 2]) * r + c[at + 1]) * r + c[at];
        return word < 0 ? -x : x;
    }

    /** The normal number, of mean 0 and variance 1, of a word of 64 bits. */
    public static double normal(long word) {
        long bits = Double.doubleToRawLongBits((double) ((word & Long.MAX_VALUE) >>> 11 | 1));
        double r = Double.longBitsToDouble(bits & FRACTION_64 | 0x3FF0000000000000L) - 1;
        double[] c = NormalTable.DOUBLES;
        int at = (FIRST_OCTAVE_64 - (int) (bits >>> FRACTION_BITS_64)) * NormalTable.TERMS;
        double x = ((((c[at + 5] * r + c[at + 4]) * r + c[at + 3]) * r + c[at + 2]) * r + c[at + 1]) * r + c[at];
        return word < 0 ? -x : x;
    }

    /** The nearest bfloat16 of a finite number, ties to even. */
    public static int toBf16(float x) {
        int bits = Float.floatToRawIntBits(x);
        return bits + 0x7FFF + (bits >>> Short.SIZE & 1) >>> Short.SIZE;
    }

    public static float ofBf16(int bits) {
        return Float.intBitsToFloat(bits << Short.SIZE);
    }

    /** The nearest whole number, of two the larger one, within the range of a type of integers. */
    public static int toInteger(float x, int type) {
        double least = type == NumberLayout.INT8 ? Byte.MIN_VALUE : Integer.MIN_VALUE;
        double most = type == NumberLayout.INT8 ? Byte.MAX_VALUE : Math.nextDown(0x1p31f);
        return (int) Math.floor(Math.clamp(x + 0.5f, least, most));
    }
}
