package io.dgen.benchmarks.ratio;

import io.dgen.SystemInfo;
import io.dgen.cli.chart.BarChart;
import io.dgen.cli.chart.LineChart;
import io.dgen.cli.chart.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A picture of rates, of contenders that took turns in one JVM.
 *
 * @param title for the table above it
 * @param lines whether the categories are points of a line
 * @param categories what the series have in common: sizes, ratios
 */
record ChartOfRates(String name, String title, boolean lines, List<String> categories, List<Line> series) {

    /**
     * A series.
     *
     * @param contenders one for each category
     */
    record Line(String name, List<Contender> contenders) {}

    List<Contender> contenders() {
        return List.copyOf(new LinkedHashSet<>(
                series.stream().flatMap(s -> s.contenders().stream()).toList()));
    }

    /** Why it cannot be measured here; null if it can. */
    @Nullable
    String unavailable(SystemInfo system) {
        return contenders().stream()
                .flatMap(c -> Stream.ofNullable(c.unavailable(system)))
                .findFirst()
                .orElse(null);
    }

    /** GB/s. */
    List<Series> measure(Settings settings) throws IOException, InterruptedException {
        List<Contender> contenders = contenders();
        double[] medians = Measured.medians(new Fork(Rounds.class, name, settings.name()).answers());
        return series.stream()
                .map(s -> new Series(
                        s.name(),
                        s.contenders().stream()
                                .map(c -> medians[contenders.indexOf(c)] / 1e9)
                                .toList()))
                .toList();
    }

    /** A Markdown table. */
    List<String> table(List<Series> measured) {
        List<String> rows = new ArrayList<>();
        rows.add("| GB/s | "
                + String.join(" | ", measured.stream().map(Series::name).toList()) + " |");
        rows.add("|---" + "|---".repeat(measured.size()) + "|");
        for (int i = 0; i < categories.size(); i++) {
            int category = i;
            rows.add("| " + categories.get(i) + " | "
                    + String.join(
                            " | ",
                            measured.stream()
                                    .map(s -> String.format(
                                            Locale.ROOT, "%.2f", s.values().get(category)))
                                    .toList())
                    + " |");
        }
        return rows;
    }

    String svg(List<Series> measured) {
        return lines ? new LineChart(categories, measured).svgFile() : new BarChart(categories, measured).svgFile();
    }
}
