// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.format;

/**
 * The numbers of a stream as the engines need them (docs/format.md, "Numbers of a stream").
 *
 * @param type a {@code dgen_type}
 * @param isUniform whether the distribution is uniform, and not normal
 * @param first low or mean, rounded to the arithmetic
 * @param second the range or the standard deviation
 * @param top largest number of a uniform distribution
 * @param dimension numbers of a row
 * @param isNormalised whether rows have length 1
 * @param noise factor of the noise; 0 without
 * @param noiseKey key of the noise
 */
public record NumberLayout(
        int type,
        boolean isUniform,
        double first,
        double second,
        double top,
        int dimension,
        boolean isNormalised,
        double noise,
        StreamKey noiseKey) {
    /** Numbers of {@code dgen_type}. */
    public static final int BYTES = 0;

    public static final int FP32 = 1;
    public static final int FP64 = 2;
    public static final int BF16 = 3;
    public static final int FP16 = 4;
    public static final int INT8 = 5;
    public static final int INT32 = 6;

    /** A stream of bytes. */
    public static final NumberLayout NONE =
            new NumberLayout(BYTES, true, 0, 0, 0, 1, false, 0, new StreamKey(0, 0, 0, 0));

    /** The domain of the noise: "dgen1nei". */
    private static final long NOISE = 0x6467656E316E6569L;

    private static final double UNIT_SD = 0.28867513459481287; // of a range of 1: the square root of 1/12

    private static final int[] WIDTHS = {1, 4, 8, 2, 2, 1, 4};

    /**
     * @param first low or mean
     * @param second high or standard deviation
     * @param noise in standard deviations of the numbers; 0 without
     */
    public static NumberLayout of(
            int type,
            boolean isUniform,
            double first,
            double second,
            int dimension,
            boolean isNormalised,
            double noise,
            long seed,
            long streamId) {
        if (type == BYTES) {
            return NONE;
        }
        double sd = isUniform ? (second - first) * UNIT_SD : second;
        StreamKey key = noise == 0 ? NONE.noiseKey() : StreamKey.derive(NOISE, seed, streamId);
        double factor = arithmetic(type, noise * sd);
        if (!isUniform) {
            return new NumberLayout(
                    type,
                    false,
                    arithmetic(type, first),
                    arithmetic(type, second),
                    0,
                    dimension,
                    isNormalised,
                    factor,
                    key);
        }
        double low = rounded(type, first);
        double high = rounded(type, second);
        double range = type == FP64 || isInteger(type) ? high - low : (float) high - (float) low;
        return new NumberLayout(type, true, low, range, predecessor(type, high), dimension, isNormalised, factor, key);
    }

    /** A number in the precision in which numbers of the type are computed. */
    private static double arithmetic(int type, double x) {
        return type == FP64 ? x : (float) x;
    }

    /** The number of a type that is nearest to a number. */
    public static double rounded(int type, double x) {
        return switch (type) {
            case FP32 -> (float) x;
            case BF16 -> NumberMath.ofBf16(NumberMath.toBf16((float) x));
            case FP16 -> Float.float16ToFloat(Float.floatToFloat16((float) x));
            default -> x;
        };
    }

    private static double predecessor(int type, double x) {
        return switch (type) {
            case FP32 -> Math.nextDown((float) x);
            case FP64 -> Math.nextDown(x);
            case BF16 -> NumberMath.ofBf16(x == 0 ? 0x8001 : below(NumberMath.toBf16((float) x)));
            case FP16 -> Float.float16ToFloat((short) (x == 0 ? 0x8001 : below(Float.floatToFloat16((float) x))));
            default -> x - 1;
        };
    }

    /** The bits of the next lower number of 16 bits, which is not 0. */
    private static int below(int bits) {
        return (short) bits < 0 ? bits + 1 : bits - 1;
    }

    public static boolean isInteger(int type) {
        return type == INT8 || type == INT32;
    }

    public boolean isPresent() {
        return type != BYTES;
    }

    /** Bytes of a number. */
    public int width() {
        return WIDTHS[type];
    }

    /** Bytes of a row. */
    public long rowBytes() {
        return (long) dimension * width();
    }
}
