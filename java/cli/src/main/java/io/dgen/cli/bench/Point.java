// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.MemoryCeiling;
import io.dgen.bench.machine.ClockRate;
import io.dgen.bench.measure.InterleavedMeasurement;
import io.dgen.bench.measure.RepeatedTask;
import io.dgen.bench.measure.RepeatedTask.Repetition;
import io.dgen.bench.statistics.Summary;
import io.dgen.bench.thread.ThreadRun;
import io.dgen.bench.thread.ThreadRunner;
import io.dgen.cli.bench.BenchPlan.PointBudget;
import io.dgen.cli.bench.BufferTask.Operation;
import io.dgen.cli.report.Text;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Rates of tasks that took turns on one buffer with the ceilings and the measurement of the clock rate. Rates are in
 * decimal gigabytes per second.
 *
 * @param name distinguishes it from the others of its group
 * @param bytes size of the buffer
 * @param threads number of threads that shared it
 * @param clock in gigahertz
 * @param ceilings all of them
 * @param rates of all tasks
 * @param threadNanos time of the measured threads, of all rounds together
 * @param offCpuNanos part of that time without a CPU
 */
record Point(
        String name,
        long bytes,
        int threads,
        Summary clock,
        Map<MemoryCeiling, Summary> ceilings,
        List<TaskRate> rates,
        long threadNanos,
        long offCpuNanos) {
    /**
     * The rate of a task and the ceiling that it is compared with.
     *
     * @param work name of the task
     * @param ceiling the fastest of those that access memory in the same way
     * @param ceilingRate measured in the same rounds, on the same buffer, by the same number of threads
     */
    record TaskRate(String work, Operation operation, Summary rate, MemoryCeiling ceiling, Summary ceilingRate) {
        static TaskRate of(String work, Operation operation, Summary rate, Map<MemoryCeiling, Summary> ceilings) {
            return operation.ceilings().stream()
                    .map(c -> new TaskRate(work, operation, rate, c, rate(ceilings, c)))
                    .max(Comparator.comparingDouble(r -> r.ceilingRate.median()))
                    .orElseThrow();
        }

        private static Summary rate(Map<MemoryCeiling, Summary> ceilings, MemoryCeiling ceiling) {
            Summary rate = ceilings.get(ceiling);
            if (rate == null) {
                throw new IllegalArgumentException("ceiling " + ceiling + " was not measured");
            }
            return rate;
        }

        double ofCeiling() {
            return rate.median() / ceilingRate.median();
        }
    }

    /** @param buffer its size is a multiple of the number of threads */
    static Point measure(String name, MemorySegment buffer, int threads, List<BufferTask> tasks, PointBudget budget) {
        try (ThreadRunner caller = new ThreadRunner(1);
                ThreadRunner all = new ThreadRunner(threads)) {
            List<RepeatedTask> candidates = new ArrayList<>();
            Repetition once = new Repetition(1, budget.compiled().warmUpNanos(), 0);
            candidates.add(new RepeatedTask(caller, ClockRate.TASK, once));
            for (MemoryCeiling ceiling : MemoryCeiling.values()) {
                candidates.add(candidate(all, buffer, (_, part) -> () -> ceiling.run(part), budget.compiled()));
            }
            for (BufferTask task : tasks) {
                ThreadRunner runner = task.isWholeBuffer() ? caller : all;
                Repetition repetition = task.isJava() ? budget.inJava() : budget.compiled();
                candidates.add(candidate(runner, buffer, task::prepare, repetition));
            }
            List<List<ThreadRun>> runs = InterleavedMeasurement.run(candidates, budget.rounds());
            return point(name, buffer.byteSize(), threads, tasks, runs);
        }
    }

    /** @param runs of the clock, of the ceilings, of the tasks */
    static Point point(String name, long bytes, int threads, List<BufferTask> tasks, List<List<ThreadRun>> runs) {
        Summary clock = Summary.of(runs.getFirst(), ClockRate::gigahertz);
        Iterator<Summary> summaries =
                runs.stream().skip(1).map(r -> rate(r, bytes)).iterator();
        Map<MemoryCeiling, Summary> ceilings = new EnumMap<>(MemoryCeiling.class);
        for (MemoryCeiling ceiling : MemoryCeiling.values()) {
            ceilings.put(ceiling, summaries.next());
        }
        List<TaskRate> rates = tasks.stream()
                .map(task -> TaskRate.of(task.name(), task.operation(), summaries.next(), ceilings))
                .toList();
        // Without the runs of a caller that waits for the threads of a stream.
        List<ThreadRun> measured = runs.stream()
                .skip(1)
                .flatMap(List::stream)
                .filter(run -> run.threads().size() == threads)
                .toList();
        long threadNanos = measured.stream().mapToLong(ThreadRun::threadNanos).sum();
        long cpuNanos = measured.stream().mapToLong(ThreadRun::cpuNanos).sum();
        return new Point(name, bytes, threads, clock, ceilings, rates, threadNanos, threadNanos - cpuNanos);
    }

    /** {@return a candidate with an equal part of the buffer, and its position, for each thread} */
    private static RepeatedTask candidate(
            ThreadRunner runner,
            MemorySegment buffer,
            BiFunction<Long, MemorySegment, Runnable> call,
            Repetition repetition) {
        long bytes = buffer.byteSize() / runner.threads();
        return new RepeatedTask(
                runner, thread -> call.apply(thread * bytes, buffer.asSlice(thread * bytes, bytes)), repetition);
    }

    private static Summary rate(List<ThreadRun> runs, long bytes) {
        return Summary.of(runs, r -> r.callsPerSecond() * bytes / r.threads().size() / 1e9);
    }

    /** {@return the rates of the tasks and the ceilings by their names} */
    Map<String, Double> medians() {
        Map<String, Double> medians = new LinkedHashMap<>();
        rates.forEach(r -> medians.put(r.work, r.rate.median()));
        ceilings.forEach((ceiling, rate) -> medians.put(Text.lower(ceiling), rate.median()));
        return medians;
    }
}
