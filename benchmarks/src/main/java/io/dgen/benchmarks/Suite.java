// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.SystemInfo;
import io.dgen.bench.chart.BarChart;
import io.dgen.bench.chart.Series;
import io.dgen.bench.machine.MachineDescription;
import io.dgen.bench.report.MarkdownTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** JMH with a Markdown table and charts in addition to its JSON. */
public final class Suite {
    /** The legend has room for so many. */
    private static final int MAX_SERIES = 5;

    private static final String METHOD = "method";

    /**
     * A line of the table.
     *
     * @param labels the method and the parameters
     */
    record Result(String family, Map<String, String> labels, double score, double error, String unit) {
        /** Operations per second become bytes; a benchmark of calls is timed in nanoseconds. */
        static Result of(RunResult run) {
            BenchmarkSpec spec = BenchmarkSpec.parse(run.getParams().getParam(CandidateBenchmark.PARAMETER));
            Map<String, String> labels = new LinkedHashMap<>(Map.of(METHOD, spec.method()));
            labels.putAll(spec.labels());
            boolean isRate = run.getParams().getMode() == Mode.Throughput && !spec.isTimed();
            double scale = isRate ? spec.bytesPerOperation() / 1e9 : 1;
            org.openjdk.jmh.results.Result<?> result = run.getPrimaryResult();
            return new Result(
                    spec.family() + "Benchmark",
                    labels,
                    result.getScore() * scale,
                    result.getScoreError() * scale,
                    isRate ? "GB/s" : result.getScoreUnit());
        }

        String label(String key) {
            return labels.getOrDefault(key, "");
        }

        /** {@return the labels except those of a key} */
        String labelsWithout(String key) {
            return labels.entrySet().stream()
                    .filter(label -> !label.getKey().equals(key))
                    .map(Map.Entry::getValue)
                    .collect(Collectors.joining(" "));
        }
    }

    private Suite() {}

    /** The arguments are the folder for the results, then JMH's. */
    public static void main(String[] args) throws IOException, RunnerException, CommandLineOptionException {
        String[] jmhArguments = Arrays.copyOfRange(args, 1, args.length);
        CommandLineOptions options = new CommandLineOptions(jmhArguments);
        if (options.shouldHelp() || options.shouldListProfilers() || options.shouldListResultFormats()) {
            org.openjdk.jmh.Main.main(jmhArguments);
            return;
        }
        List<BenchmarkSpec> benchmarks = BenchmarkSpec.selected(options);
        if (options.shouldList() || options.shouldListWithParams()) {
            benchmarks.stream()
                    .map(options.shouldList() ? BenchmarkSpec::jmhName : BenchmarkSpec::toString)
                    .distinct()
                    .forEach(System.out::println);
            return;
        }
        ResultFiles files = new ResultFiles(Path.of(args[0]), "suite");
        List<RunResult> runs = new ArrayList<>();
        for (List<BenchmarkSpec> alike : groups(benchmarks, JmhHarness::runOf)) {
            runs.addAll(new Runner(JmhHarness.options(alike, options)).run());
        }
        ResultFormatFactory.getInstance(ResultFormatType.JSON, files.json().toString())
                .writeOut(runs);
        files.line(MachineDescription.of(SystemInfo.get()) + "; by JMH");
        groups(runs.stream().map(Result::of).toList(), Result::family).forEach(results -> report(files, results));
        files.save(null);
    }

    private static <T> Collection<List<T>> groups(List<T> list, Function<T, Object> key) {
        return list.stream()
                .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    private static void report(ResultFiles files, List<Result> results) {
        String name = results.getFirst().family;
        files.line("");
        MarkdownTable.head(name, "rate", "+-", "").forEach(files::line);
        for (Result result : results) {
            files.line(MarkdownTable.row(
                    String.join(" ", result.labels.values()),
                    String.format(Locale.ROOT, "%.2f", result.score),
                    String.format(Locale.ROOT, "%.2f", result.error),
                    result.unit));
        }
        String category = category(results);
        List<String> categories = values(results, category);
        List<String> titles = categories.stream().map(Suite::inTwoLines).toList();
        List<Series> series = groups(results, r -> r.labelsWithout(category)).stream()
                .map(some -> series(some, category, categories))
                .toList();
        for (int from = 0; from < series.size(); from += MAX_SERIES) {
            List<Series> some = series.subList(from, Math.min(series.size(), from + MAX_SERIES));
            String chart = name + (series.size() > MAX_SERIES ? "-" + (from / MAX_SERIES + 1) : "");
            files.chart(chart, chart, new BarChart(titles, some).svgFile());
        }
    }

    /** @param results that differ only in the category */
    static Series series(List<Result> results, String category, List<String> categories) {
        Map<String, Double> scores = results.stream().collect(Collectors.toMap(r -> r.label(category), r -> r.score));
        return new Series(
                results.getFirst().labelsWithout(category),
                categories.stream().map(c -> scores.getOrDefault(c, Double.NaN)).toList());
    }

    /** {@return the label with the most values: the method, or a parameter with at least three} */
    static String category(List<Result> results) {
        String best = METHOD;
        for (String key : results.getFirst().labels.keySet()) {
            int count = values(results, key).size();
            if (count > values(results, best).size() || best.equals(METHOD) && count > 2) {
                best = key;
            }
        }
        return best;
    }

    private static List<String> values(List<Result> results, String key) {
        return results.stream().map(r -> r.label(key)).distinct().toList();
    }

    private static String inTwoLines(String label) {
        return label.length() > 12 ? label.replaceFirst("^(.{4,}?)(?=\\p{Upper})", "$1 ") : label;
    }
}
