// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.dataset;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The sizes of q classes of files: class k has the quantile (k + 1/2) / q of a distribution (docs/format.md, "Size
 * classes").
 */
public final class SizeQuantiles {
    /** Largest number of classes. */
    public static final int MAX_CLASSES = 256;

    private SizeQuantiles() {}

    public static long[] uniform(long least, long most, int q) {
        BigInteger sizes =
                BigInteger.valueOf(most).subtract(BigInteger.valueOf(least)).add(BigInteger.ONE);
        long[] quantiles = new long[q];
        Arrays.setAll(
                quantiles,
                k -> least
                        + sizes.multiply(BigInteger.valueOf(2L * k + 1))
                                .divide(BigInteger.valueOf(2L * q))
                                .longValueExact());
        return quantiles;
    }

    public static long[] logNormal(long median, double sigma, long least, long most, int q) {
        long[] quantiles = new long[q];
        Arrays.setAll(quantiles, k -> {
            double size = median * Normal.exp(sigma * Normal.quantile((2 * k + 1) / (2.0 * q)));
            return Math.clamp((long) size, least, most);
        });
        return quantiles;
    }

    /**
     * The classes of weighted sizes: the smallest number of classes that have the weights exactly, otherwise q.
     *
     * @param sizes in ascending order
     */
    public static long[] weighted(long[] sizes, double[] weights, int q) {
        BigDecimal[] upTo = new BigDecimal[weights.length];
        BigDecimal total = BigDecimal.ZERO;
        for (int j = 0; j < weights.length; j++) {
            total = total.add(BigDecimal.valueOf(weights[j]));
            upTo[j] = total;
        }
        int classes = exactClasses(upTo).orElse(q);
        long[] quantiles = new long[classes];
        int j = 0;
        for (int k = 0; k < classes; k++) {
            while (isAfter(upTo[j], total, k, classes)) {
                j++;
            }
            quantiles[k] = sizes[j];
        }
        return quantiles;
    }

    /** Whether the quantile of class k is in a later bucket than the one that ends there. */
    private static boolean isAfter(BigDecimal sum, BigDecimal total, int k, int classes) {
        return total.multiply(BigDecimal.valueOf(2L * k + 1)).compareTo(sum.multiply(BigDecimal.valueOf(2L * classes)))
                >= 0;
    }

    private static OptionalInt exactClasses(BigDecimal[] upTo) {
        BigDecimal total = upTo[upTo.length - 1];
        return IntStream.rangeClosed(1, MAX_CLASSES)
                .filter(q -> Arrays.stream(upTo)
                        .allMatch(sum -> sum.multiply(BigDecimal.valueOf(q))
                                        .remainder(total)
                                        .signum()
                                == 0))
                .findFirst();
    }

    /**
     * The number of classes for files of random sizes. There are enough files of each class to repeat contents, and few files
     * after the last whole group.
     *
     * @param ratio dedup ratio, at least 1
     */
    public static int classes(long files, double ratio) {
        BigDecimal perClass = BigDecimal.valueOf(ratio).multiply(BigDecimal.TWO).subtract(BigDecimal.ONE);
        int most = BigDecimal.valueOf(files)
                .divideToIntegralValue(perClass)
                .min(BigDecimal.valueOf(MAX_CLASSES))
                .max(BigDecimal.ONE)
                .intValue();
        int best = most;
        for (int q = most; q > most / 2; q--) {
            if (files % q < files % best) {
                best = q;
            }
        }
        return best;
    }
}
