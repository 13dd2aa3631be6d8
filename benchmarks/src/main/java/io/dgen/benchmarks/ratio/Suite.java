// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.ratio;

import io.dgen.SystemInfo;
import io.dgen.bench.machine.MachineDescription;
import io.dgen.bench.report.Chart;
import io.dgen.bench.report.Chart.Series;
import io.dgen.bench.report.MarkdownTable;
import io.dgen.benchmarks.BenchmarkSpec;
import io.dgen.benchmarks.CandidateBenchmark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
            return new Result(
                    spec.family() + "Benchmark",
                    labels,
                    run.getPrimaryResult().getScore() * scale,
                    run.getPrimaryResult().getScoreError() * scale,
                    isRate ? "GB/s" : run.getPrimaryResult().getScoreUnit());
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
        for (List<BenchmarkSpec> alike : benchmarks.stream()
                .collect(Collectors.groupingBy(CandidateBenchmark::runOf, LinkedHashMap::new, Collectors.toList()))
                .values()) {
            runs.addAll(new Runner(CandidateBenchmark.options(alike, options).build()).run());
        }
        ResultFormatFactory.getInstance(ResultFormatType.JSON, files.json().toString())
                .writeOut(runs);
        files.line(MachineDescription.of(SystemInfo.get()) + "; by JMH");
        runs.stream()
                .map(Result::of)
                .collect(Collectors.groupingBy(Result::family, LinkedHashMap::new, Collectors.toList()))
                .forEach((name, results) -> report(files, name, results));
        files.save(null);
    }

    private static void report(ResultFiles files, String name, List<Result> results) {
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
        List<String> categories = results.stream()
                .map(r -> Objects.requireNonNull(r.labels.get(category)))
                .distinct()
                .toList();
        List<Series> series = series(results, category, categories);
        List<String> titles = categories.stream().map(Suite::inTwoLines).toList();
        for (int from = 0; from < series.size(); from += MAX_SERIES) {
            List<Series> some = series.subList(from, Math.min(series.size(), from + MAX_SERIES));
            String chart = name + (series.size() > MAX_SERIES ? "-" + (from / MAX_SERIES + 1) : "");
            files.chart(chart, chart, Chart.bars(titles, some).svgFile());
        }
    }

    /** {@return a series for each combination of the labels other than the category} */
    static List<Series> series(List<Result> results, String category, List<String> categories) {
        Map<String, Map<String, Double>> byName = new LinkedHashMap<>();
        for (Result result : results) {
            Map<String, String> labels = new LinkedHashMap<>(result.labels);
            String value = Objects.requireNonNull(labels.remove(category));
            byName.computeIfAbsent(String.join(" ", labels.values()), _ -> new HashMap<>())
                    .put(value, result.score);
        }
        List<Series> series = new ArrayList<>();
        byName.forEach((name, scores) -> series.add(new Series(
                name,
                categories.stream().map(c -> scores.getOrDefault(c, Double.NaN)).toList())));
        return series;
    }

    /** {@return the label with the most values: the method, or a parameter with at least three} */
    static String category(List<Result> results) {
        String best = METHOD;
        for (String key : results.getFirst().labels.keySet()) {
            if (values(results, key) > values(results, best) || best.equals(METHOD) && values(results, key) > 2) {
                best = key;
            }
        }
        return best;
    }

    private static long values(List<Result> results, String key) {
        return results.stream().map(r -> r.labels.get(key)).distinct().count();
    }

    private static String inTwoLines(String label) {
        return label.length() > 12 ? label.replaceFirst("^(.{4,}?)(?=\\p{Upper})", "$1 ") : label;
    }
}
