package io.dgen.benchmarks.ratio;

import io.dgen.ByteSize;
import io.dgen.SystemInfo;
import io.dgen.cli.chart.BarChart;
import io.dgen.cli.chart.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Measures the rows and charts that are named, or all, and prints them. Progress goes to standard error. */
public final class Ratios {
    private final SystemInfo system = SystemInfo.get();
    private final List<Map<String, @Nullable Object>> rowResults = new ArrayList<>();
    private final List<Map<String, @Nullable Object>> chartResults = new ArrayList<>();
    /** Measured in parts of the bar, or the bar in parts of it where less is better. By name of the row. */
    private final Map<String, Double> toBar = new LinkedHashMap<>();

    private final List<String> skipped = new ArrayList<>();
    private final Settings settings;
    private final boolean byJmh;
    private final Results results;
    private boolean failed;

    private Ratios(Settings settings, boolean byJmh) {
        this.settings = settings;
        this.byJmh = byJmh;
        results = new Results(byJmh ? "jmh" : "ratios");
    }

    /** The arguments of {@code benchmarks/run}; the first one is the folder for the results. */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> names = new ArrayList<>(List.of(args).subList(1, args.length));
        boolean quick = names.remove("--quick");
        boolean byJmh = names.remove("--jmh");
        boolean docs = names.remove("--docs");
        names.forEach(Ratios::check);
        Ratios ratios = new Ratios(quick ? Settings.QUICK : Settings.FULL, byJmh);
        ratios.run(
                Rows.ALL.stream().filter(r -> isNamed(r.name(), names)).toList(),
                Charts.ALL.stream()
                        .filter(c -> !byJmh && isNamed(c.name(), names))
                        .toList());
        ratios.save(Path.of(args[0]), docs ? Path.of(System.getProperty("dgen.root"), "docs", "performance") : null);
        System.exit(ratios.failed ? 1 : 0);
    }

    /** {@code safepoint} also stands for all {@code safepoint-...}. */
    private static boolean isNamed(String name, List<String> names) {
        return names.isEmpty() || names.stream().anyMatch(n -> name.equals(n) || name.startsWith(n + "-"));
    }

    private static void check(String argument) {
        List<String> all = Stream.concat(
                        Rows.ALL.stream().map(Row::name), Charts.ALL.stream().map(ChartOfRates::name))
                .toList();
        if (all.stream().noneMatch(n -> isNamed(n, List.of(argument)))) {
            System.err.println("no row or chart '" + argument + "': expected one of " + String.join(", ", all));
            System.exit(2);
        }
    }

    private void run(List<Row> rows, List<ChartOfRates> charts) throws InterruptedException {
        results.line(machine(system)
                + (byJmh ? "; by JMH" : "; contenders in turns")
                + (settings == Settings.QUICK ? "; QUICK: not to be relied on" : ""));
        if (!rows.isEmpty()) {
            results.line("");
            results.line("| what | measured | from .. to | contender / rival | bar | met |");
            results.line("|---|---|---|---|---|---|");
        }
        for (Row row : rows) {
            String why = row.unavailable(system);
            if (why != null) {
                skip(row, why);
                continue;
            }
            System.err.println("measuring " + row.name());
            try {
                report(row, row.measure(settings, byJmh));
            } catch (IOException e) {
                failed = true;
                System.err.println(e.getMessage());
                skip(row, "failed, see above");
            }
        }
        skipped.forEach(results::line);
        Rows.THEMES.forEach(this::plot);
        for (ChartOfRates chart : charts) {
            draw(chart);
        }
    }

    static String machine(SystemInfo system) {
        return system.cpuModel() + ", " + system.availableCpus() + " CPUs, tier " + system.autoTier() + ", "
                + system.topology().caches().stream()
                        .map(c -> "L" + c.level() + " " + c.type() + " " + ByteSize.format(c.sizeBytes()))
                        .collect(Collectors.joining(", "))
                + "; " + system.operatingSystem() + "; Java " + system.jdk();
    }

    private void report(Row row, Measured measured) {
        String spread = row instanceof RatioRow || row instanceof FigureRow
                ? number(measured.low()) + " .. " + number(measured.high())
                : "";
        results.line("| "
                + String.join(
                        " | ",
                        row.what(),
                        number(measured.value()) + row.unit(),
                        spread,
                        measured.remark(),
                        (row.atLeast() ? ">= " : "<= ") + trimmed(row.bar()) + row.unit(),
                        row.met(measured.value()) ? "yes" : "**no**")
                + " |");
        Map<String, @Nullable Object> result = describe(row);
        result.put("measured", measured.value());
        result.put("low", measured.low());
        result.put("high", measured.high());
        result.put("met", row.met(measured.value()));
        result.put("remark", measured.remark());
        result.put("samples", measured.samples());
        rowResults.add(result);
        if (row.bar() > 0) {
            toBar.put(row.name(), row.atLeast() ? measured.value() / row.bar() : row.bar() / measured.value());
        }
    }

    private void skip(Row row, String why) {
        skipped.add("\nSkipped: " + row.what() + " (" + why + ")");
        Map<String, @Nullable Object> result = describe(row);
        result.put("skipped", why);
        rowResults.add(result);
    }

    private static Map<String, @Nullable Object> describe(Row row) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("name", row.name());
        result.put("what", row.what());
        result.put("bar", row.bar());
        result.put("atLeast", row.atLeast());
        return result;
    }

    /** The theme's rows beside their bars. */
    private void plot(Rows.Theme theme) {
        List<String> names =
                theme.rows().stream().map(Row::name).filter(toBar::containsKey).toList();
        if (!names.isEmpty()) {
            Series series = new Series(
                    "measured against the bar, which is at 1",
                    names.stream().map(toBar::get).toList());
            results.plot(
                    theme.name(),
                    "bars: " + theme.name(),
                    new BarChart(
                                    names.stream()
                                            .map(n -> n.replaceFirst("-", " "))
                                            .toList(),
                                    List.of(series))
                            .svgFile());
        }
    }

    private void draw(ChartOfRates chart) throws InterruptedException {
        String why = chart.unavailable(system);
        results.line("");
        if (why != null) {
            results.line("Skipped: " + chart.title() + " (" + why + ")");
            return;
        }
        System.err.println("measuring " + chart.name());
        try {
            List<Series> measured = chart.measure(settings);
            results.line(chart.title() + ":");
            results.line("");
            chart.table(measured).forEach(results::line);
            results.plot(chart.name(), chart.title(), chart.svg(measured));
            Map<String, @Nullable Object> result = new LinkedHashMap<>();
            result.put("name", chart.name());
            result.put("title", chart.title());
            result.put("categories", chart.categories());
            measured.forEach(s -> result.put(s.name(), s.values()));
            chartResults.add(result);
        } catch (IOException e) {
            failed = true;
            System.err.println(e.getMessage());
            results.line("Skipped: " + chart.title() + " (failed)");
        }
    }

    private void save(Path folder, @Nullable Path docs) throws IOException {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("cpu", system.cpuModel());
        all.put("cpus", system.availableCpus());
        all.put("tier", String.valueOf(system.autoTier()));
        all.put("system", system.operatingSystem());
        all.put("java", system.jdk());
        all.put("method", byJmh ? "jmh" : "turns");
        all.put("settings", settings.name());
        all.put("rows", rowResults);
        all.put("charts", chartResults);
        results.save(folder, Json.write(all), docs);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.3f" : "%.1f", value);
    }

    private static String trimmed(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
