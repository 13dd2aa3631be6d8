// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.statistics;

import java.util.Collection;

/**
 * Quantiles by linear interpolation between order statistics: type 7 of Hyndman and Fan, "Sample Quantiles in
 * Statistical Packages" (1996), the default of R and NumPy.
 */
public final class Quantiles {
    private Quantiles() {}

    /**
     * {@return the quantile of a probability}
     *
     * @param values at least one, in any order
     * @param probability from 0 (the minimum) to 1 (the maximum)
     * @throws IllegalArgumentException if there is no value, or the probability is out of range
     */
    public static double quantile(Collection<Double> values, double probability) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("values: expected at least one");
        }
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability " + probability + ": expected 0 to 1");
        }
        double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
        double position = probability * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** {@return the quantile of 0.5: the mean of the two values in the middle if their number is even} */
    public static double median(Collection<Double> values) {
        return quantile(values, 0.5);
    }
}
