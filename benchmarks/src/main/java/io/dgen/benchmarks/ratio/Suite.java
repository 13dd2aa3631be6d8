package io.dgen.benchmarks.ratio;

import io.dgen.ByteSize;
import io.dgen.SystemInfo;
import io.dgen.cli.chart.BarChart;
import io.dgen.cli.chart.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** JMH as it is, with a Markdown table and plots beside its JSON. */
public final class Suite {
    /** As many as a legend has room for. */
    private static final int MAX_SERIES = 5;

    private static final String METHOD = "method";

    /** Parameters that count bytes. */
    private static final Set<String> BYTES = Set.of("size", "chunk", "pool", "blockSize");

    private Suite() {}

    /** The arguments are the folder for the results, then JMH's. */
    public static void main(String[] args) throws IOException, RunnerException, CommandLineOptionException {
        String[] jmhArguments = Arrays.copyOfRange(args, 1, args.length);
        CommandLineOptions options = new CommandLineOptions(jmhArguments);
        if (options.shouldHelp()
                || options.shouldList()
                || options.shouldListWithParams()
                || options.shouldListProfilers()
                || options.shouldListResultFormats()) {
            org.openjdk.jmh.Main.main(jmhArguments);
            return;
        }
        Path folder = Path.of(args[0]);
        Files.createDirectories(folder);
        Results results = new Results("suite");
        Collection<RunResult> runs = new Runner(new OptionsBuilder()
                        .parent(options)
                        .resultFormat(ResultFormatType.JSON)
                        .result(results.json(folder).toString())
                        .build())
                .run();
        results.line(Ratios.machine(SystemInfo.get()) + "; by JMH");
        Map<String, List<RunResult>> byClass =
                runs.stream().collect(Collectors.groupingBy(Suite::workload, LinkedHashMap::new, Collectors.toList()));
        byClass.forEach((name, group) -> report(results, name, group));
        results.save(folder, null, null);
    }

    private static void report(Results results, String name, List<RunResult> runs) {
        results.line("");
        results.line("| " + name + " | rate | +- | |");
        results.line("|---|---|---|---|");
        String category = category(runs);
        Set<String> categories = new LinkedHashSet<>();
        Map<String, Map<String, Double>> bySeries = new LinkedHashMap<>();
        for (RunResult run : runs) {
            // Operations per second say more as bytes; a benchmark of calls is timed in nanoseconds.
            double bytes = bytes(run);
            double scale = bytes > 0 ? bytes / 1e9 : 1;
            double score = run.getPrimaryResult().getScore() * scale;
            Map<String, String> labels = labels(run);
            results.line(String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | %s |",
                    String.join(" ", labels.values()),
                    score,
                    run.getPrimaryResult().getScoreError() * scale,
                    bytes > 0 ? "GB/s" : run.getPrimaryResult().getScoreUnit()));
            String value = Objects.requireNonNull(labels.remove(category));
            categories.add(value);
            bySeries.computeIfAbsent(String.join(" ", labels.values()), s -> new HashMap<>())
                    .put(value, score);
        }
        List<Series> series = bySeries.entrySet().stream()
                .map(s -> new Series(
                        s.getKey(),
                        categories.stream()
                                .map(c -> s.getValue().getOrDefault(c, Double.NaN))
                                .toList()))
                .toList();
        for (int from = 0; from < series.size(); from += MAX_SERIES) {
            List<Series> some = series.subList(from, Math.min(series.size(), from + MAX_SERIES));
            String plot = name + (series.size() > MAX_SERIES ? "-" + (from / MAX_SERIES + 1) : "");
            results.plot(
                    plot,
                    plot,
                    new BarChart(categories.stream().map(Suite::inTwoLines).toList(), some).svgFile());
        }
    }

    /** What most of the runs differ in: one of the parameters, or the method. */
    private static String category(List<RunResult> runs) {
        String best = METHOD;
        for (String key : labels(runs.getFirst()).keySet()) {
            if (values(runs, key) > values(runs, best) || best.equals(METHOD) && values(runs, key) > 2) {
                best = key;
            }
        }
        return best;
    }

    private static long values(List<RunResult> runs, String key) {
        return runs.stream().map(r -> labels(r).get(key)).distinct().count();
    }

    /** The method and the parameters' values. */
    private static Map<String, String> labels(RunResult run) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(METHOD, run.getPrimaryResult().getLabel());
        for (String key : run.getParams().getParamsKeys()) {
            String value = run.getParams().getParam(key);
            labels.put(key, BYTES.contains(key) ? ByteSize.format(Long.parseLong(value)) : value);
        }
        return labels;
    }

    private static String inTwoLines(String label) {
        return label.length() > 12 ? label.replaceFirst("^(.{4,}?)(?=\\p{Upper})", "$1 ") : label;
    }

    private static String workload(RunResult run) {
        String name = run.getParams().getBenchmark();
        name = name.substring(0, name.lastIndexOf('.'));
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Of an operation; 0 where operations are not counted by the second. */
    private static double bytes(RunResult run) {
        return run.getParams().getMode() == Mode.Throughput
                ? Contender.bytes(
                        run.getParams().getBenchmark(),
                        run.getParams().getParamsKeys().stream()
                                .map(k -> k + "=" + run.getParams().getParam(k))
                                .toArray(String[]::new))
                : 0;
    }
}
