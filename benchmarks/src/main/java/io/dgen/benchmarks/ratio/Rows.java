// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.ratio;

import io.dgen.benchmarks.BenchmarkSpec;
import io.dgen.benchmarks.TextTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rows and charts. */
final class Rows {
    private static final String PROCESS = "process";
    private static final String GUARD = "guard";

    /** All rows by theme, those of the guard included. */
    private static final Map<String, List<Row>> ALL = new LinkedHashMap<>();

    static {
        for (TextTable.Section section : TextTable.read("rows.txt")) {
            ALL.put(
                    section.heading().getFirst(),
                    section.rows().stream().map(Rows::ratio).toList());
        }
        ALL.put(PROCESS, ProcessRows.ROWS);
    }

    static final List<RateChart> CHARTS =
            TextTable.read("charts.txt").stream().map(RateChart::of).toList();

    private Rows() {}

    /** {@return the rows of the table by theme} */
    static Map<String, List<Row>> themes() {
        Map<String, List<Row>> themes = new LinkedHashMap<>(ALL);
        themes.remove(GUARD);
        return themes;
    }

    static Row find(String name) {
        return ALL.values().stream()
                .flatMap(List::stream)
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no row " + name));
    }

    /** {@return the names of all rows of the table and all charts} */
    static List<String> names() {
        return Stream.concat(
                        themes().values().stream().flatMap(List::stream).map(Row::name),
                        CHARTS.stream().map(RateChart::name))
                .toList();
    }

    /** @param cells of a line of {@code rows.txt} */
    static Row ratio(List<String> cells) {
        List<String> texts = TextTable.cells(cells.get(2), " / ");
        BenchmarkSpec first = BenchmarkSpec.parse(texts.getFirst());
        List<BenchmarkSpec> candidates = Stream.concat(
                        Stream.of(first), texts.stream().skip(1).map(first::parseRival))
                .toList();
        Row.Bar bar = Row.Bar.atLeast(Double.parseDouble(cells.get(1)), "");
        int leastForks = cells.size() > 4 ? Integer.parseInt(cells.get(4)) : 1;
        return new Row(
                cells.getFirst(),
                cells.get(3),
                bar,
                candidates,
                (effort, harness) -> Measured.ofRates(
                        candidates,
                        Stream.generate(() -> harness.rates(candidates, effort))
                                .limit(effort.forks(leastForks))
                                .toList()));
    }
}
