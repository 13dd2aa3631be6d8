// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.MemoryCeiling;
import io.dgen.bench.machine.ClockRate;
import io.dgen.bench.measure.Candidate;
import io.dgen.bench.measure.InterleavedMeasurement;
import io.dgen.bench.measure.RepeatedTask;
import io.dgen.bench.measure.RepeatedTask.Repetition;
import io.dgen.bench.statistics.Summary;
import io.dgen.bench.thread.ThreadRun;
import io.dgen.bench.thread.ThreadRunner;
import io.dgen.bench.thread.ThreadTask;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Tasks that take turns on one buffer with the ceilings and the measurement of the clock rate.
 *
 * @param name distinguishes the point from the others of its group
 * @param buffer its size is a multiple of the number of threads
 * @param threads number of threads that share the buffer
 */
record PointMeasurement(String name, MemorySegment buffer, int threads, List<BufferTask> tasks) {
    private static final MemoryCeiling[] CEILINGS = MemoryCeiling.values();
    /** Candidates: the clock, the ceilings, the tasks. */
    private static final int FIRST_CEILING = 1;

    private static final int FIRST_TASK = FIRST_CEILING + CEILINGS.length;

    /** The JVM compiles the calls of the kernel after thousands of them, and measurements of small buffers would wait. */
    void warmUp(BenchPlan.PointBudget budget) {
        try (ThreadRunner caller = new ThreadRunner(1);
                ThreadRunner all = new ThreadRunner(threads)) {
            ThreadRun ignored = caller.repeat(ClockRate.TASK, 0, ClockRate.WARM_UP_CALLS);
            InterleavedMeasurement.warmUp(candidates(caller, all, budget, budget.compileNanos()));
        }
    }

    Point run(BenchPlan.PointBudget budget) {
        try (ThreadRunner caller = new ThreadRunner(1);
                ThreadRunner all = new ThreadRunner(threads)) {
            return point(InterleavedMeasurement.run(candidates(caller, all, budget, 0), budget.rounds()));
        }
    }

    /** @param nativeWarmUpNanos for tasks of the native engine and the ceilings */
    private List<Candidate<ThreadRun>> candidates(
            ThreadRunner caller, ThreadRunner all, BenchPlan.PointBudget budget, long nativeWarmUpNanos) {
        // The caches are as a task's own calls leave them: the first call of each sample does not count.
        Repetition compiled = new Repetition(budget.sampleNanos(), nativeWarmUpNanos, 1);
        Repetition compiledLate = new Repetition(budget.sampleNanos(), budget.compileNanos(), 1);
        List<Candidate<ThreadRun>> candidates = new ArrayList<>();
        candidates.add(() -> caller.repeat(ClockRate.TASK, 0, 1));
        for (MemoryCeiling ceiling : CEILINGS) {
            candidates.add(new RepeatedTask(
                    all,
                    thread -> {
                        MemorySegment part = part(thread);
                        return () -> ceiling.run(part);
                    },
                    compiled));
        }
        for (BufferTask task : tasks) {
            ThreadTask calls = task.isWholeBuffer()
                    ? _ -> task.prepare(0, buffer)
                    : thread -> task.prepare(thread * partBytes(), part(thread));
            candidates.add(new RepeatedTask(
                    task.isWholeBuffer() ? caller : all, calls, task.isJava() ? compiledLate : compiled));
        }
        return candidates;
    }

    private long partBytes() {
        return buffer.byteSize() / threads;
    }

    private MemorySegment part(int thread) {
        return buffer.asSlice(thread * partBytes(), partBytes());
    }

    private Point point(List<List<ThreadRun>> runs) {
        // The threads of a stream are not measured: its caller waits for them.
        List<ThreadRun> withCpuTime = new ArrayList<>();
        Map<MemoryCeiling, Summary> ceilings = new EnumMap<>(MemoryCeiling.class);
        for (MemoryCeiling ceiling : CEILINGS) {
            List<ThreadRun> own = runs.get(FIRST_CEILING + ceiling.ordinal());
            ceilings.put(ceiling, rate(own, partBytes()));
            withCpuTime.addAll(own);
        }
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            BufferTask task = tasks.get(i);
            List<ThreadRun> own = runs.get(FIRST_TASK + i);
            Summary rate = rate(own, task.isWholeBuffer() ? buffer.byteSize() : partBytes());
            figures.add(Figure.of(task.name(), task.operation(), rate, ceilings));
            if (!task.isWholeBuffer()) {
                withCpuTime.addAll(own);
            }
        }
        return new Point(
                name,
                buffer.byteSize(),
                threads,
                Summary.of(runs.getFirst(), ClockRate::gigahertz),
                ceilings,
                figures,
                withCpuTime.stream().mapToLong(ThreadRun::threadNanos).sum(),
                withCpuTime.stream()
                        .mapToLong(r -> r.threadNanos() - r.cpuNanos())
                        .sum());
    }

    /** In decimal gigabytes per second. */
    private static Summary rate(List<ThreadRun> runs, long bytesPerCall) {
        return Summary.of(runs, r -> r.callsPerSecond() * bytesPerCall / 1e9);
    }
}
