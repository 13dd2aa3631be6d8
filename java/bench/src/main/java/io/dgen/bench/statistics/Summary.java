// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.statistics;

import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Summary of the samples of one candidate.
 *
 * @param count number of samples, at least 1
 * @param median by {@link Quantiles}, as {@code low} and {@code high}
 * @param low the 10th percentile
 * @param high the 90th percentile
 */
public record Summary(int count, double median, double low, double high) {
    /** @throws IllegalArgumentException if there is no sample */
    public static Summary of(Collection<Double> samples) {
        return new Summary(
                samples.size(),
                Quantiles.median(samples),
                Quantiles.quantile(samples, 0.1),
                Quantiles.quantile(samples, 0.9));
    }

    /** The summary of one value of each sample, such as its rate. */
    public static <S> Summary of(Collection<S> samples, ToDoubleFunction<S> value) {
        return of(samples.stream().map(value::applyAsDouble).toList());
    }

    /**
     * The ratio of two candidates that were measured in the same rounds, in several JVMs. A JVM may compile a
     * candidate better than the next JVM does; therefore the median is that of the JVMs' medians.
     *
     * @param forks for each JVM its rounds, for each round the samples of all candidates
     * @param candidate index of the dividend
     * @param rival index of the divisor
     * @return percentiles of the ratios of all rounds
     */
    public static Summary ofRatios(List<List<double[]>> forks, int candidate, int rival) {
        List<List<Double>> ratios = forks.stream()
                .map(rounds -> rounds.stream().map(r -> r[candidate] / r[rival]).toList())
                .toList();
        Summary all = of(ratios.stream().flatMap(List::stream).toList());
        double median = Quantiles.median(ratios.stream().map(Quantiles::median).toList());
        return new Summary(all.count, median, all.low, all.high);
    }

    /** {@return the distance between the percentiles as a fraction of the median; 0 if the median is 0} */
    public double spread() {
        return median == 0 ? 0 : (high - low) / median;
    }
}
