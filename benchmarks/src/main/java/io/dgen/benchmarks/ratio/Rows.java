// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.ratio;

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
                    section.rows().stream().map(RatioMeasurement::row).toList());
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

    /** {@return the candidates of a row of ratios or of a chart} */
    static List<BenchmarkSpec> candidates(String name) {
        return CHARTS.stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .map(RateChart::candidates)
                .orElseGet(() -> ((RatioMeasurement) find(name).measurement()).candidates());
    }
}
