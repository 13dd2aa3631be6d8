// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.SystemInfo;
import io.dgen.bench.machine.MachineDescription;
import io.dgen.bench.report.Chart;
import io.dgen.bench.report.Chart.Series;
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
import java.util.Objects;
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

    /** A line of the table. */
    record Result(BenchmarkSpec spec, double score, double error, String unit) {
        /** Operations per second become bytes; a benchmark of calls is timed in nanoseconds. */
        static Result of(RunResult run) {
            BenchmarkSpec spec = BenchmarkSpec.parse(run.getParams().getParam(CandidateBenchmark.PARAMETER));
            boolean isRate = run.getParams().getMode() == Mode.Throughput && !spec.isTimed();
            double scale = isRate ? spec.bytesPerOperation() / 1e9 : 1;
            double score = run.getPrimaryResult().getScore() * scale;
            double error = run.getPrimaryResult().getScoreError() * scale;
            return new Result(
                    spec, score, error, isRate ? "GB/s" : run.getPrimaryResult().getScoreUnit());
        }

        String label(String key) {
            return Objects.requireNonNull(spec.labels().get(key));
        }

        /** {@return the labels except that of a key} */
        String labelsWithout(String key) {
            Map<String, String> labels = spec.labels();
            labels.remove(key);
            return String.join(" ", labels.values());
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
        groups(runs.stream().map(Result::of).toList(), result -> result.spec.family())
                .forEach(results -> report(files, results));
        files.save(null);
    }

    private static <T> Collection<List<T>> groups(List<T> list, Function<T, Object> key) {
        return list.stream()
                .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    private static void report(ResultFiles files, List<Result> results) {
        String name = results.getFirst().spec.family() + "Benchmark";
        files.line("");
        MarkdownTable.head(name, "rate", "+-", "").forEach(files::line);
        for (Result result : results) {
            files.line(MarkdownTable.row(
                    result.labelsWithout(""),
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
            files.chart(chart, chart, Chart.bars(titles, some).svgFile());
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
        String best = "method";
        for (String key : results.getFirst().spec.labels().keySet()) {
            int count = values(results, key).size();
            if (count > values(results, best).size() || best.equals("method") && count > 2) {
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
