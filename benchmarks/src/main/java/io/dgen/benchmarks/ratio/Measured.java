// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.ratio;

import io.dgen.bench.statistics.Quantiles;
import io.dgen.bench.statistics.Summary;
import io.dgen.benchmarks.BenchmarkSpec;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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
    /**
     * {@return the median ratio of the first candidate and its fastest rival}
     *
     * @param forks for each JVM its rounds, with the rates of all candidates in bytes per second
     */
    static Measured ofRates(List<BenchmarkSpec> candidates, List<List<double[]>> forks) {
        List<Double> medians = medians(forks.stream().flatMap(List::stream).toList());
        List<Double> rivals = medians.subList(1, medians.size());
        double fastest = Collections.max(rivals);
        int rival = 1 + rivals.indexOf(fastest);
        String remark = String.format(Locale.ROOT, "%.2f / %.2f GB/s", medians.getFirst() / 1e9, fastest / 1e9)
                + (rivals.size() > 1 ? " (" + candidates.get(rival).method() + ")" : "");
        Summary ratio = Summary.ofRatios(forks, 0, rival);
        return new Measured(ratio.median(), ratio, remark, forks);
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
}
