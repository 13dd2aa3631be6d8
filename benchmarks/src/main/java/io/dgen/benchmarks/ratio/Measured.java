package io.dgen.benchmarks.ratio;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What a row came to.
 *
 * @param value to compare with the bar
 * @param low the tenth percentile
 * @param high the ninetieth percentile
 * @param remark for the reader: rates, counts
 * @param samples what it was calculated from, for whoever wants to look closer
 */
record Measured(double value, double low, double high, String remark, List<?> samples) {

    /**
     * Of forks with rounds with the contenders' bytes per second: the median of the forks' median ratios.
     *
     * @param rival the column to divide the first one by
     */
    static Measured ofRates(List<List<double[]>> forks, int rival, String remark) {
        double[] medians = forks.stream()
                .mapToDouble(rounds -> quantile(rounds.stream().mapToDouble(r -> r[0] / r[rival]), 0.5))
                .toArray();
        double[] all = forks.stream()
                .flatMap(List::stream)
                .mapToDouble(r -> r[0] / r[rival])
                .toArray();
        return new Measured(
                quantile(Arrays.stream(medians), 0.5),
                quantile(Arrays.stream(all), 0.1),
                quantile(Arrays.stream(all), 0.9),
                remark,
                forks.stream().map(Measured::boxed).toList());
    }

    static Measured ofValues(List<Double> values, String remark) {
        return new Measured(
                quantile(values.stream().mapToDouble(v -> v), 0.5),
                quantile(values.stream().mapToDouble(v -> v), 0.1),
                quantile(values.stream().mapToDouble(v -> v), 0.9),
                remark,
                values);
    }

    /** The median of each column. */
    static double[] medians(List<double[]> rounds) {
        return IntStream.range(0, rounds.getFirst().length)
                .mapToDouble(column -> quantile(rounds.stream().mapToDouble(r -> r[column]), 0.5))
                .toArray();
    }

    private static List<List<Double>> boxed(List<double[]> rounds) {
        return rounds.stream().map(r -> Arrays.stream(r).boxed().toList()).toList();
    }

    static double quantile(DoubleStream values, double q) {
        double[] sorted = values.sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1, Math.round(q * (sorted.length - 1)))];
    }
}
