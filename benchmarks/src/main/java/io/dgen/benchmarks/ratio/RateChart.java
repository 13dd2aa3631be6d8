// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.ratio;

import io.dgen.bench.report.Chart;
import io.dgen.bench.report.Chart.Series;
import io.dgen.bench.report.MarkdownTable;
import io.dgen.benchmarks.BenchmarkSpec;
import io.dgen.benchmarks.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A chart of the rates of candidates that took turns in one JVM.
 *
 * @param title for the table above the chart
 * @param kind {@code lines} if the categories are points of a line
 * @param categories common to the series: sizes, ratios
 * @param series for each name one candidate per category
 */
record RateChart(
        String name, String title, String kind, List<String> categories, Map<String, List<BenchmarkSpec>> series) {
    private static final String LIST = ";";

    /** {@return a chart of {@code charts.txt}} */
    static RateChart of(TextTable.Section section) {
        List<String> heading = section.heading();
        List<String> categories = TextTable.cells(heading.get(3), LIST);
        Map<String, List<BenchmarkSpec>> series = new LinkedHashMap<>();
        for (List<String> row : section.rows()) {
            List<String> texts = TextTable.cells(row.get(1), LIST);
            series.put(
                    row.getFirst(),
                    IntStream.range(0, categories.size())
                            .mapToObj(i ->
                                    texts.size() == 1 ? texts.getFirst().replace("*", categories.get(i)) : texts.get(i))
                            .map(BenchmarkSpec::parse)
                            .toList());
        }
        return new RateChart(heading.get(0), heading.get(2), heading.get(1), categories, series);
    }

    List<BenchmarkSpec> candidates() {
        return series.values().stream().flatMap(List::stream).distinct().toList();
    }

    /** @param rounds with the rates of all candidates in bytes per second */
    List<Series> evaluate(List<double[]> rounds) {
        List<BenchmarkSpec> candidates = candidates();
        List<Double> medians = Measured.medians(rounds);
        return series.entrySet().stream()
                .map(s -> new Series(
                        s.getKey(),
                        s.getValue().stream()
                                .map(c -> medians.get(candidates.indexOf(c)) / 1e9)
                                .toList()))
                .toList();
    }

    /** {@return a Markdown table} */
    List<String> table(List<Series> measured) {
        List<String> titles = Stream.concat(Stream.of("GB/s"), measured.stream().map(Series::name))
                .toList();
        List<String> lines = new ArrayList<>(MarkdownTable.head(titles));
        for (int i = 0; i < categories.size(); i++) {
            int category = i;
            Stream<String> rates = measured.stream()
                    .map(s -> String.format(Locale.ROOT, "%.2f", s.values().get(category)));
            lines.add(MarkdownTable.row(
                    Stream.concat(Stream.of(categories.get(i)), rates).toList()));
        }
        return lines;
    }

    String svg(List<Series> measured) {
        return kind.equals("lines")
                ? Chart.lines(categories, measured).svgFile()
                : Chart.bars(categories, measured).svgFile();
    }
}
