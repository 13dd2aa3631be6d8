// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.SystemInfo;
import io.dgen.bench.machine.MachineDescription;
import io.dgen.bench.measure.MeasurementException;
import io.dgen.bench.report.Chart;
import io.dgen.bench.report.Chart.Series;
import io.dgen.bench.report.MarkdownTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Measures the rows and charts that are named, or all, and prints them. Progress goes to standard error. */
public final class Ratios {
    private final SystemInfo system = SystemInfo.get();
    private final List<Map<String, Object>> rowResults = new ArrayList<>();
    private final List<Map<String, Object>> chartResults = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final Effort effort;
    private final Harness harness;
    private final ResultFiles files;
    private final boolean isJmh;
    private boolean isFailed;

    private Ratios(Effort effort, Harness harness, Path folder) throws IOException {
        this.effort = effort;
        this.harness = harness;
        isJmh = harness instanceof JmhHarness;
        files = new ResultFiles(folder, isJmh ? "jmh" : "ratios");
    }

    /** The arguments of {@code benchmarks/run}; the first one is the folder for the results. */
    public static void main(String[] args) throws IOException {
        List<String> names = new ArrayList<>(List.of(args).subList(1, args.length));
        Effort effort = names.remove("--quick") ? Effort.QUICK : Effort.FULL;
        Harness harness = names.remove("--jmh") ? new JmhHarness() : new Fork();
        Path docs = names.remove("--docs") ? Path.of(System.getProperty("dgen.root"), "docs", "performance") : null;
        for (String name : names) {
            if (names().stream().noneMatch(n -> isNamed(n, List.of(name)))) {
                System.err.println("no row or chart '" + name + "': expected one of " + String.join(", ", names()));
                System.exit(2);
            }
        }
        Ratios ratios = new Ratios(effort, harness, Path.of(args[0]));
        ratios.run(names);
        ratios.files.saveJson(ratios.results());
        ratios.files.save(docs);
        System.exit(ratios.isFailed ? 1 : 0);
    }

    /** {@return the names of all rows of the table and all charts} */
    static List<String> names() {
        Stream<Row> rows = Row.themes().stream().flatMap(t -> t.rows().stream());
        return Stream.concat(rows.map(Row::name), RateChart.ALL.stream().map(RateChart::name))
                .toList();
    }

    /** {@return whether a row or chart is measured; the name {@code safepoint} stands for all {@code safepoint-...}} */
    static boolean isNamed(String name, List<String> names) {
        return names.isEmpty() || names.stream().anyMatch(n -> name.equals(n) || name.startsWith(n + "-"));
    }

    private void run(List<String> names) {
        files.line(MachineDescription.of(system)
                + (isJmh ? "; by JMH" : "; candidates take turns")
                + (effort == Effort.QUICK ? "; QUICK: not reliable" : ""));
        Map<String, Map<String, Double>> reached = new LinkedHashMap<>();
        for (Row.Theme theme : Row.themes()) {
            for (Row row : theme.rows()) {
                if (isNamed(row.name(), names)) {
                    measure(row, reached.computeIfAbsent(theme.theme(), _ -> new LinkedHashMap<>()));
                }
            }
        }
        skipped.forEach(files::line);
        reached.forEach(this::plot);
        if (!isJmh) {
            RateChart.ALL.stream().filter(c -> isNamed(c.name(), names)).forEach(this::measure);
        }
    }

    /** {@return why the measurement was not made; null if it was} */
    private @Nullable String attempt(String name, List<BenchmarkSpec> candidates, Runnable measurement) {
        String reason = BenchmarkSpec.unavailable(candidates, system);
        if (reason != null) {
            return reason;
        }
        System.err.println("measuring " + name);
        try {
            measurement.run();
            return null;
        } catch (MeasurementException e) {
            isFailed = true;
            System.err.println(e.getMessage());
            return "failed, see above";
        }
    }

    /** @param reached the measured values in proportion to their bars, by row */
    private void measure(Row row, Map<String, Double> reached) {
        if (rowResults.isEmpty()) {
            files.line("");
            MarkdownTable.head("what", "measured", "from .. to", "candidate / rival", "bar", "met")
                    .forEach(files::line);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        rowResults.add(result);
        result.put("name", row.name());
        result.put("what", row.what());
        result.put("bar", row.bar().limit);
        result.put("atLeast", row.bar().isAtLeast);
        String reason = attempt(row.name(), row.specs(), () -> {
            Measured measured = row.measure(effort, harness);
            report(row, measured, result);
            double proportion = row.bar().reached(measured.value());
            if (!Double.isNaN(proportion)) {
                reached.put(row.name(), proportion);
            }
        });
        if (reason != null) {
            skipped.add("\nSkipped: " + row.what() + " (" + reason + ")");
            result.put("skipped", reason);
        }
    }

    private void report(Row row, Measured measured, Map<String, Object> result) {
        double value = measured.value();
        double low = measured.spread().low();
        double high = measured.spread().high();
        files.line(MarkdownTable.row(
                row.what(),
                row.bar().format(value),
                measured.spread().count() > 1 ? Bar.number(low) + " .. " + Bar.number(high) : "",
                measured.remark(),
                row.bar().toString(),
                row.bar().isMet(value) ? "yes" : "**no**"));
        result.put("measured", value);
        result.put("low", low);
        result.put("high", high);
        result.put("met", row.bar().isMet(value));
        result.put("remark", measured.remark());
        result.put("samples", measured.samples());
    }

    /** Draws the rows of a theme in proportion to their bars. */
    private void plot(String theme, Map<String, Double> reached) {
        if (!reached.isEmpty()) {
            Series series = new Series("measured in proportion to the bar", List.copyOf(reached.values()));
            List<String> categories =
                    reached.keySet().stream().map(n -> n.replaceFirst("-", " ")).toList();
            files.chart(
                    theme,
                    "bars: " + theme,
                    Chart.bars(categories, List.of(series)).svgFile());
        }
    }

    private void measure(RateChart chart) {
        files.line("");
        List<BenchmarkSpec> candidates = chart.candidates();
        String reason = attempt(chart.name(), candidates, () -> {
            List<Series> measured = chart.evaluate(harness.rates(candidates, effort));
            files.line(chart.title() + ":");
            files.line("");
            chart.table(measured).forEach(files::line);
            files.chart(chart.name(), chart.title(), chart.svg(measured));
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("name", chart.name());
            result.put("title", chart.title());
            result.put("categories", chart.categories());
            measured.forEach(s -> result.put(s.name(), s.values()));
            chartResults.add(result);
        });
        if (reason != null) {
            files.line("Skipped: " + chart.title() + " (" + reason + ")");
        }
    }

    private Map<String, @Nullable Object> results() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("cpu", system.cpuModel());
        all.put("cpus", system.availableCpus());
        all.put("tier", String.valueOf(system.autoTier()));
        all.put("system", system.operatingSystem());
        all.put("java", system.jdk());
        all.put("method", isJmh ? "jmh" : "turns");
        all.put("settings", effort.name());
        all.put("rows", rowResults);
        all.put("charts", chartResults);
        return all;
    }
}
