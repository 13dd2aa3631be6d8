// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.bench.measure.Candidate;
import io.dgen.bench.measure.ForkedJvm;
import io.dgen.bench.measure.InterleavedMeasurement;
import io.dgen.bench.measure.MeasurementException;
import io.dgen.bench.measure.TimeBudget;
import io.dgen.bench.statistics.Quantiles;
import io.dgen.bench.statistics.Summary;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
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
    private static final Pattern LOGGED = Pattern.compile("\"FindDeadlocks\".*Reaching safepoint: +(\\d+) ns");

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

    /** {@return the median of several processes, after one for which the system may still have to read files} */
    static Measured ofProcesses(Candidate<Double> process, Effort effort, String remark) {
        TimeBudget budget = TimeBudget.ofRounds(effort.processes);
        return ofValues(InterleavedMeasurement.run(List.of(process), budget).getFirst(), remark);
    }

    /**
     * {@return the longest time to a safepoint, in milliseconds}
     *
     * <p>The JVM logs that time, which includes waiting for the filling thread to get a CPU. The library is responsible only
     * for the smaller of the logged time and the CPU time of that thread.
     *
     * @param lines the log, and an answer with the CPU time of each safepoint
     */
    static Measured ofSafepoints(List<String> lines) {
        List<Double> logged = LOGGED.matcher(String.join("\n", lines))
                .results()
                .map(r -> Long.parseLong(r.group(1)) / 1e6)
                .toList();
        List<double[]> cpu = ForkedJvm.answers(lines);
        if (logged.size() != cpu.size()) {
            throw new MeasurementException(cpu.size() + " safepoints, but " + logged.size() + " in the log");
        }
        List<Double> millis = IntStream.range(0, cpu.size())
                .mapToObj(i -> Math.min(logged.get(i), cpu.get(i)[0]))
                .toList();
        String remark = String.format(
                Locale.ROOT,
                "%d safepoints, median %.3f ms; with waits for the CPU %.1f ms at most",
                millis.size(),
                Quantiles.median(millis),
                Collections.max(logged));
        return new Measured(Collections.max(millis), Summary.of(millis), remark, millis);
    }

    /** {@return the median rate of each candidate} */
    static List<Double> medians(List<double[]> rounds) {
        return IntStream.range(0, rounds.getFirst().length)
                .mapToObj(i -> Quantiles.median(rounds.stream().map(r -> r[i]).toList()))
                .toList();
    }
}
