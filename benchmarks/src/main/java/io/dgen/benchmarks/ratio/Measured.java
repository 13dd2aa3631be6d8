package io.dgen.benchmarks.ratio;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

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

    /** Of forks with rounds with the two contenders' bytes per second: the median of the forks' median ratios. */
    static Measured ofRates(List<List<double[]>> forks) {
        double[] medians = forks.stream()
                .mapToDouble(rounds -> quantile(rounds.stream().mapToDouble(r -> r[0] / r[1]), 0.5))
                .toArray();
        List<double[]> all = forks.stream().flatMap(List::stream).toList();
        return new Measured(
                quantile(Arrays.stream(medians), 0.5),
                quantile(all.stream().mapToDouble(r -> r[0] / r[1]), 0.1),
                quantile(all.stream().mapToDouble(r -> r[0] / r[1]), 0.9),
                String.format(
                        Locale.ROOT,
                        "%.2f / %.2f GB/s",
                        quantile(all.stream().mapToDouble(r -> r[0]), 0.5) / 1e9,
                        quantile(all.stream().mapToDouble(r -> r[1]), 0.5) / 1e9),
                forks.stream().map(Measured::boxed).toList());
    }

    private static List<List<Double>> boxed(List<double[]> rounds) {
        return rounds.stream().map(r -> Arrays.stream(r).boxed().toList()).toList();
    }

    static double quantile(DoubleStream values, double q) {
        double[] sorted = values.sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1, Math.round(q * (sorted.length - 1)))];
    }
}
