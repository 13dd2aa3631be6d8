// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.ratio;

import io.dgen.SystemInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rate of a candidate divided by that of its fastest rival.
 *
 * @param row name of the row
 * @param candidates the candidate, then its rivals
 * @param forks least number of JVMs in a full run
 */
record RatioMeasurement(String row, List<BenchmarkSpec> candidates, int forks) implements Row.Measurement {
    /** @param cells of a line of {@code rows.txt} */
    static Row row(List<String> cells) {
        List<String> texts = TextTable.cells(cells.get(2), " / ");
        BenchmarkSpec candidate = BenchmarkSpec.parse(texts.getFirst());
        List<BenchmarkSpec> all = new ArrayList<>(List.of(candidate));
        texts.subList(1, texts.size()).forEach(rival -> all.add(candidate.parseRival(rival)));
        int forks = cells.size() > 4 ? Integer.parseInt(cells.get(4)) : 1;
        Row.Bar bar = Row.Bar.atLeast(Double.parseDouble(cells.get(1)), "");
        return new Row(cells.getFirst(), cells.get(3), bar, new RatioMeasurement(cells.getFirst(), all, forks));
    }

    @Override
    public @Nullable String unavailable(SystemInfo system) {
        return candidates.stream()
                .map(c -> c.unavailable(system))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    int cpus() {
        return candidates.stream().mapToInt(BenchmarkSpec::cpus).max().orElseThrow();
    }

    @Override
    public Measured measure(Effort effort, Row.Harness harness) {
        List<List<double[]>> rounds = new ArrayList<>();
        for (int i = 0; i < effort.forks(forks); i++) {
            rounds.add(ForkedMeasurements.rates(row, effort, harness));
        }
        return evaluate(rounds);
    }

    /** @param rounds for each JVM its rounds, with the rates of all candidates in bytes per second */
    Measured evaluate(List<List<double[]>> rounds) {
        List<Double> medians =
                Measured.medians(rounds.stream().flatMap(List::stream).toList());
        List<Double> rivals = medians.subList(1, medians.size());
        double fastest = Collections.max(rivals);
        int rival = 1 + rivals.indexOf(fastest);
        String remark = String.format(Locale.ROOT, "%.2f / %.2f GB/s", medians.getFirst() / 1e9, fastest / 1e9)
                + (rivals.size() > 1 ? " (" + candidates.get(rival).method() + ")" : "");
        return Measured.ofRates(rounds, rival, remark);
    }
}
