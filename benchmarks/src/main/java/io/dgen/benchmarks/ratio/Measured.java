// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.ratio;

import io.dgen.bench.statistics.Quantiles;
import io.dgen.bench.statistics.Summary;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Result of a row.
 *
 * @param value to compare with the bar
 * @param spread percentiles of the samples
 * @param remark rates or counts, for the reader
 * @param samples the values that the result was calculated from
 */
record Measured(double value, Summary spread, String remark, List<?> samples) {
    /** {@return the median ratio of two candidates} */
    static Measured ofRates(List<List<double[]>> forks, int rival, String remark) {
        Summary ratio = Summary.ofRatios(forks, 0, rival);
        List<List<List<Double>>> samples = forks.stream()
                .map(rounds -> rounds.stream().map(Measured::boxed).toList())
                .toList();
        return new Measured(ratio.median(), ratio, remark, samples);
    }

    /** {@return the median} */
    static Measured ofValues(List<Double> values, String remark) {
        return new Measured(Quantiles.median(values), Summary.of(values), remark, values);
    }

    /** {@return the median rate of each candidate} */
    static List<Double> medians(List<double[]> rounds) {
        return IntStream.range(0, rounds.getFirst().length)
                .mapToObj(i -> Quantiles.median(rounds.stream().map(r -> r[i]).toList()))
                .toList();
    }

    private static List<Double> boxed(double[] rates) {
        return Arrays.stream(rates).boxed().toList();
    }
}
