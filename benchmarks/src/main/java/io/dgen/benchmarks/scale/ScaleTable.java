// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.scale;

import io.dgen.bench.report.MarkdownTable;
import io.dgen.bench.statistics.Quantiles;
import io.dgen.bench.thread.ThreadRun;
import io.dgen.bench.thread.ThreadRunner;
import io.dgen.bench.thread.ThreadTask;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Tasks with several numbers of threads. All of them take turns, so that a disturbance affects all of them. */
final class ScaleTable {
    private record TableLine(String name, double workPerCall, ThreadTask task) {}

    private final Scale scale;
    private final int[] threads;
    private final List<TableLine> lines = new ArrayList<>();

    /** @param threads numbers of threads in ascending order */
    ScaleTable(Scale scale, int... threads) {
        this.scale = scale;
        this.threads = threads.clone();
    }

    /** @param workPerCall bytes or other units of work */
    void add(String name, double workPerCall, ThreadTask task) {
        lines.add(new TableLine(name, workPerCall, task));
    }

    /** Measures and prints.
     *
     * @param unit {@code ns} per unit of work and CPU at work, or {@code GB/s} of all threads
     */
    void print(String unit) {
        List<ThreadRunner> runners =
                IntStream.of(threads).mapToObj(ThreadRunner::new).toList();
        List<Supplier<ThreadRun>> candidates = lines.stream()
                .flatMap(line -> runners.stream().map(runner -> scale.candidate(runner, line.task)))
                .toList();
        List<List<ThreadRun>> runs = scale.measure(candidates);
        runners.forEach(ThreadRunner::close);
        List<String> titles = new ArrayList<>(List.of("what"));
        for (int k : threads) {
            titles.add(String.format("%s, %d thread%s", unit, k, k == 1 ? "" : "s"));
        }
        for (int i = 1; i < threads.length; i++) {
            titles.addAll(List.of(String.format("%d vs %d, by time", threads[i], threads[i - 1]), "by CPU time"));
        }
        MarkdownTable.head(titles).forEach(System.out::println);
        for (int i = 0; i < lines.size(); i++) {
            List<List<ThreadRun>> own = runs.subList(i * threads.length, (i + 1) * threads.length);
            System.out.println(MarkdownTable.row(cells(unit, lines.get(i), own)));
        }
    }

    private List<String> cells(String unit, TableLine line, List<List<ThreadRun>> runs) {
        List<String> cells = new ArrayList<>(List.of(line.name));
        for (int i = 0; i < threads.length; i++) {
            double workPerSecond = line.workPerCall * callsPerSecond(runs.get(i));
            cells.add(String.format(
                    "%.1f", unit.equals("ns") ? nanoseconds(workPerSecond, threads[i]) : workPerSecond / 1e9));
        }
        for (int i = 1; i < threads.length; i++) {
            cells.add(String.format("%.2f", ratio(runs.get(i), runs.get(i - 1), ThreadRun::callsPerSecond)));
            cells.add(String.format("%.2f", ratio(runs.get(i), runs.get(i - 1), ThreadRun::callsPerCpuSecond)));
        }
        return cells;
    }

    static double nanoseconds(double workPerSecond, int threads) {
        return Math.min(threads, Runtime.getRuntime().availableProcessors()) * 1e9 / workPerSecond;
    }

    /** {@return the median of all rounds} */
    static double callsPerSecond(List<ThreadRun> runs) {
        return Quantiles.median(runs.stream().map(ThreadRun::callsPerSecond).toList());
    }

    /** {@return the median of the ratios of all rounds} */
    static double ratio(List<ThreadRun> dividends, List<ThreadRun> divisors, ToDoubleFunction<ThreadRun> rate) {
        return Quantiles.median(IntStream.range(0, dividends.size())
                .mapToObj(i -> rate.applyAsDouble(dividends.get(i)) / rate.applyAsDouble(divisors.get(i)))
                .toList());
    }
}
