// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.ratio;

import io.dgen.SystemInfo;
import io.dgen.bench.machine.MachineDescription;
import io.dgen.bench.measure.MeasurementException;
import io.dgen.bench.report.Chart;
import io.dgen.bench.report.Chart.Series;
import io.dgen.bench.report.MarkdownTable;
import io.dgen.benchmarks.BenchmarkSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Measures the rows and charts that are named, or all, and prints them. Progress goes to standard error. */
public final class Ratios {
    private final SystemInfo system = SystemInfo.get();
    private final List<Map<String, @Nullable Object>> rowResults = new ArrayList<>();
    private final List<Map<String, @Nullable Object>> chartResults = new ArrayList<>();
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
            if (Rows.names().stream().noneMatch(n -> isNamed(n, List.of(name)))) {
                System.err.println(
                        "no row or chart '" + name + "': expected one of " + String.join(", ", Rows.names()));
                System.exit(2);
            }
        }
        Ratios ratios = new Ratios(effort, harness, Path.of(args[0]));
        ratios.run(names);
        ratios.files.saveJson(ratios.results());
        ratios.files.save(docs);
        System.exit(ratios.isFailed ? 1 : 0);
    }

    /** {@return whether a row or chart is measured; the name {@code safepoint} stands for all {@code safepoint-...}} */
    static boolean isNamed(String name, List<String> names) {
        return names.isEmpty() || names.stream().anyMatch(n -> name.equals(n) || name.startsWith(n + "-"));
    }

    private void run(List<String> names) {
        files.line(MachineDescription.of(system)
                + (isJmh ? "; by JMH" : "; candidates take turns")
                + (effort == Effort.QUICK ? "; QUICK: not reliable" : ""));
        Map<String, List<Row>> themes = Rows.themes();
        themes.replaceAll(
                (_, rows) -> rows.stream().filter(r -> isNamed(r.name(), names)).toList());
        if (themes.values().stream().anyMatch(rows -> !rows.isEmpty())) {
            files.line("");
            MarkdownTable.head("what", "measured", "from .. to", "candidate / rival", "bar", "met")
                    .forEach(files::line);
        }
        Map<String, Map<String, Double>> reached = new LinkedHashMap<>();
        themes.forEach((theme, rows) -> reached.put(theme, measure(rows)));
        skipped.forEach(files::line);
        reached.forEach(this::plot);
        if (!isJmh) {
            Rows.CHARTS.stream().filter(c -> isNamed(c.name(), names)).forEach(this::draw);
        }
    }

    /** {@return the measured values in proportion to their bars} */
    private Map<String, Double> measure(List<Row> rows) {
        Map<String, Double> reached = new LinkedHashMap<>();
        for (Row row : rows) {
            Map<String, @Nullable Object> result = new LinkedHashMap<>();
            rowResults.add(result);
            result.put("name", row.name());
            result.put("what", row.what());
            result.put("bar", row.bar().limit());
            result.put("atLeast", row.bar().isAtLeast());
            Optional<Measured> measured = measure(
                    row.name(), row.candidates(), () -> row.measurement().measure(effort, harness), reason -> {
                        skipped.add("\nSkipped: " + row.what() + " (" + reason + ")");
                        result.put("skipped", reason);
                    });
            measured.ifPresent(m -> {
                report(row, m, result);
                double proportion = row.bar().reached(m.value());
                if (!Double.isNaN(proportion)) {
                    reached.put(row.name(), proportion);
                }
            });
        }
        return reached;
    }

    /** Measures, or passes on why that is not possible. */
    private <T> Optional<T> measure(
            String name, List<BenchmarkSpec> candidates, Supplier<T> measurement, Consumer<String> onSkipped) {
        String reason = BenchmarkSpec.unavailable(candidates, system);
        if (reason == null) {
            System.err.println("measuring " + name);
            try {
                return Optional.of(measurement.get());
            } catch (MeasurementException e) {
                isFailed = true;
                System.err.println(e.getMessage());
                reason = "failed, see above";
            }
        }
        onSkipped.accept(reason);
        return Optional.empty();
    }

    private void report(Row row, Measured measured, Map<String, @Nullable Object> result) {
        double value = measured.value();
        double low = measured.spread().low();
        double high = measured.spread().high();
        files.line(MarkdownTable.row(
                row.what(),
                row.bar().format(value),
                measured.spread().count() > 1 ? Row.number(low) + " .. " + Row.number(high) : "",
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

    private void draw(RateChart chart) {
        files.line("");
        List<BenchmarkSpec> candidates = chart.candidates();
        measure(
                        chart.name(),
                        candidates,
                        () -> chart.evaluate(harness.rates(candidates, effort)),
                        reason -> files.line("Skipped: " + chart.title() + " (" + reason + ")"))
                .ifPresent(series -> draw(chart, series));
    }

    private void draw(RateChart chart, List<Series> measured) {
        files.line(chart.title() + ":");
        files.line("");
        chart.table(measured).forEach(files::line);
        files.chart(chart.name(), chart.title(), chart.svg(measured));
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("name", chart.name());
        result.put("title", chart.title());
        result.put("categories", chart.categories());
        measured.forEach(s -> result.put(s.name(), s.values()));
        chartResults.add(result);
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
