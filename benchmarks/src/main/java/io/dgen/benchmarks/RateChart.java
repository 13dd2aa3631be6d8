// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.bench.report.Chart;
import io.dgen.bench.report.Chart.Series;
import io.dgen.bench.report.MarkdownTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A chart of the rates of candidates that took turns in one JVM: an entry of {@code charts.json}.
 *
 * @param kind {@code lines} if the categories are points of a line, {@code log-lines} for a logarithmic axis, {@code bars}
 * @param title for the table above the chart
 * @param categories common to the series: sizes, ratios
 * @param series for each name a text of a benchmark for each category, or one in which {@code *} stands for the category
 */
record RateChart(String name, String kind, String title, List<String> categories, Map<String, List<String>> series) {
    static final List<RateChart> ALL = Tables.read(RateChart.class, "charts.json");

    private List<BenchmarkSpec> specs(List<String> texts) {
        return IntStream.range(0, categories.size())
                .mapToObj(i -> texts.size() == 1 ? texts.getFirst().replace("*", categories.get(i)) : texts.get(i))
                .map(BenchmarkSpec::parse)
                .toList();
    }

    List<BenchmarkSpec> candidates() {
        return series.values().stream()
                .flatMap(texts -> specs(texts).stream())
                .distinct()
                .toList();
    }

    /** @param rounds with the rates of all candidates in bytes per second */
    List<Series> evaluate(List<double[]> rounds) {
        List<BenchmarkSpec> candidates = candidates();
        List<Double> medians = Measured.medians(rounds);
        List<Series> measured = new ArrayList<>();
        series.forEach((name, texts) -> measured.add(new Series(
                name,
                specs(texts).stream()
                        .map(c -> medians.get(candidates.indexOf(c)) / 1e9)
                        .toList())));
        return measured;
    }

    /** {@return a Markdown table} */
    List<String> table(List<Series> measured) {
        List<String> titles = new ArrayList<>(List.of("GB/s"));
        measured.forEach(s -> titles.add(s.name()));
        List<String> lines = new ArrayList<>(MarkdownTable.head(titles));
        for (int i = 0; i < categories.size(); i++) {
            List<String> cells = new ArrayList<>(List.of(categories.get(i)));
            for (Series s : measured) {
                cells.add(String.format(Locale.ROOT, "%.2f", s.values().get(i)));
            }
            lines.add(MarkdownTable.row(cells));
        }
        return lines;
    }

    String svg(List<Series> measured) {
        return switch (kind) {
            case "lines" -> Chart.lines(categories, measured).svgFile();
            case "log-lines" -> Chart.logLines(categories, measured).svgFile();
            default -> Chart.bars(categories, measured).svgFile();
        };
    }
}
