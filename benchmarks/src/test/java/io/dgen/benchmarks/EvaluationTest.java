// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dgen.bench.measure.MeasurementException;
import io.dgen.bench.report.Chart.Series;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From samples to the figures of rows, charts and the suite. */
final class EvaluationTest {
    private static final double GB = 1e9;

    private static List<BenchmarkSpec> candidates(String... texts) {
        BenchmarkSpec first = BenchmarkSpec.parse(texts[0]);
        return Arrays.stream(texts).map(first::parseRival).toList();
    }

    private static double[] rates(double... gigabytes) {
        double[] rates = gigabytes.clone();
        for (int i = 0; i < rates.length; i++) {
            rates[i] *= GB;
        }
        return rates;
    }

    @Test
    void theFastestRivalCounts() {
        List<BenchmarkSpec> candidates = candidates("Store.readAfterAuto", "readAfterRegular", "readAfterStream");

        Measured measured = Measured.ofRates(
                candidates,
                List.of(List.of(rates(9, 5, 10), rates(8, 5, 10), rates(7, 40, 10)), List.of(rates(6, 5, 10))));

        assertThat(measured.value()).isCloseTo(0.7, within(1e-12)); // of 0.8 and 0.6
        assertThat(measured.spread().low()).isCloseTo(0.63, within(1e-12));
        assertThat(measured.spread().high()).isCloseTo(0.87, within(1e-12));
        assertThat(measured.remark()).isEqualTo("7.50 / 10.00 GB/s (readAfterStream)");
        assertThat(measured.samples()).hasSize(2);
    }

    /** A slow JVM moves the median of the medians less than one of many rounds would. */
    @Test
    void eachJvmCountsOnce() {
        List<BenchmarkSpec> candidates = candidates("Fill.fill", "memset");
        List<double[]> many = List.of(rates(1, 2), rates(1, 2), rates(1, 2), rates(1, 2));

        Measured measured = Measured.ofRates(candidates, List.of(many, List.of(rates(1, 1)), List.of(rates(9, 10))));

        assertThat(measured.value()).isCloseTo(0.9, within(1e-12));
        assertThat(measured.remark()).isEqualTo("1.00 / 2.00 GB/s");
    }

    @Test
    void bars() {
        Bar least = new Bar(">= 0.9");
        Bar most = new Bar("<= 150 ms");
        Bar none = new Bar("<= 0 B");

        assertThat(least.isMet(0.9)).isTrue();
        assertThat(least.isMet(0.899)).isFalse();
        assertThat(most.isMet(150)).isTrue();
        assertThat(most.isMet(150.1)).isFalse();
        assertThat(none.isMet(0.4)).isTrue();
        assertThat(none.isMet(1)).isFalse();
        assertThat(least.reached(1.8)).isEqualTo(2);
        assertThat(most.reached(300)).isEqualTo(0.5);
        assertThat(none.reached(1)).isNaN();
        assertThat(List.of(least, most)).extracting(Bar::toString).containsExactly(">= 0.9", "<= 150 ms");
        assertThat(most.format(98.76)).isEqualTo("98.8 ms");
        assertThat(least.format(0.98765)).isEqualTo("0.988");
        assertThatThrownBy(() -> new Bar("> 1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bar '> 1': expected >= or <=, a number and a unit");
    }

    @Test
    void medianOfProcesses() {
        Measured measured = Measured.ofValues(List.of(3.0, 1.0, 2.0, 10.0), "remark");

        assertThat(measured.value()).isEqualTo(2.5);
        assertThat(measured.spread().low()).isCloseTo(1.3, within(1e-12));
    }

    @Test
    void safepointsCountWithoutWaitsForTheCpu() {
        String log = "[1s][info][safepoint] Safepoint \"FindDeadlocks\", Time since last: 1 ns, Reaching safepoint: ";

        Measured measured = Measured.ofSafepoints(List.of(
                "= 0.5",
                log + "200000 ns, Cleanup",
                "= 0.25",
                log + "7000000 ns",
                "[info] Safepoint \"G1Collect\", Reaching safepoint: 5 ns"));

        assertThat(measured.value()).isEqualTo(0.25);
        assertThat(measured.remark()).isEqualTo("2 safepoints, median 0.225 ms; with waits for the CPU 7.0 ms at most");
        assertThatThrownBy(() -> Measured.ofSafepoints(List.of("= 0.5")))
                .isInstanceOf(MeasurementException.class)
                .hasMessage("1 safepoints, but 0 in the log");
    }

    @Test
    void chartsAreMediansInGigabytes() {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        texts.put("fill", List.of("Fill.fill(size=*)"));
        texts.put("memset", List.of("Fill.memset(size=4KiB)"));
        texts.put("both", List.of("Fill.fill(size=4KiB)", "Fill.fill(size=1MiB)"));
        RateChart chart = new RateChart("chart-x", "bars", "Title", List.of("4KiB", "1MiB"), texts);

        assertThat(chart.candidates()).hasSize(3);
        List<Series> series = chart.evaluate(List.of(rates(1, 2, 7), rates(3, 4, 8), rates(2, 9, 9)));
        assertThat(series)
                .containsExactly(
                        new Series("fill", List.of(2.0, 4.0)),
                        new Series("memset", List.of(8.0, 8.0)),
                        new Series("both", List.of(2.0, 4.0)));
        assertThat(chart.table(series))
                .containsExactly(
                        "| GB/s | fill | memset | both |",
                        "|---|---|---|---|",
                        "| 4KiB | 2.00 | 8.00 | 2.00 |",
                        "| 1MiB | 4.00 | 8.00 | 4.00 |");
        assertThat(chart.svg(series)).contains("<rect ").doesNotContain("<path ");
    }

    private static Suite.Result result(String method, String size, double score) {
        return new Suite.Result(BenchmarkSpec.of("Buffer", method, Map.of("size", size)), score, 0, "GB/s");
    }

    @Test
    void chartsOfTheSuite() {
        List<Suite.Result> results = List.of(
                result("segment", "4KiB", 1),
                result("segment", "1MiB", 2),
                result("segment", "1GiB", 3),
                result("array", "4KiB", 4));

        assertThat(Suite.category(results)).isEqualTo("size");
        assertThat(Suite.category(results.subList(0, 2))).isEqualTo("size");
        assertThat(Suite.category(results.subList(0, 1))).isEqualTo("method");
        assertThat(Suite.series(results.subList(0, 3), "size", List.of("4KiB", "1MiB", "1GiB")))
                .isEqualTo(new Series("segment", List.of(1.0, 2.0, 3.0)));
        assertThat(Suite.series(results.subList(3, 4), "size", List.of("4KiB", "1MiB", "1GiB")))
                .isEqualTo(new Series("array", List.of(4.0, Double.NaN, Double.NaN)));
    }
}
