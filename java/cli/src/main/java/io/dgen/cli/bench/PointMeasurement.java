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
import io.dgen.cli.bench.Point.TaskRate;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Tasks that take turns on one buffer with the ceilings and the measurement of the clock rate.
 *
 * @param name distinguishes the point from the others of its group
 * @param buffer its size is a multiple of the number of threads
 * @param threads number of threads that share the buffer
 */
record PointMeasurement(String name, MemorySegment buffer, int threads, List<BufferTask> tasks) {
    /**
     * Measures all tasks.
     *
     * @param nativeWarmUpNanos CPU time for the JVM to compile the calls of the clock, the ceilings and the native engine
     */
    Point run(BenchPlan.PointBudget budget, long nativeWarmUpNanos) {
        try (ThreadRunner caller = new ThreadRunner(1);
                ThreadRunner all = new ThreadRunner(threads)) {
            List<RepeatedTask> candidates = candidates(caller, all, budget, nativeWarmUpNanos);
            return point(InterleavedMeasurement.run(candidates, budget.rounds()).iterator());
        }
    }

    /** {@return the clock, the ceilings, the tasks} */
    private List<RepeatedTask> candidates(
            ThreadRunner caller, ThreadRunner all, BenchPlan.PointBudget budget, long nativeWarmUpNanos) {
        // The caches are as a task's own calls leave them: the first call of each sample does not count.
        Repetition compiled = new Repetition(budget.sampleNanos(), nativeWarmUpNanos, 1);
        Repetition compiledLate = new Repetition(budget.sampleNanos(), budget.compileNanos(), 1);
        List<RepeatedTask> candidates = new ArrayList<>();
        candidates.add(new RepeatedTask(caller, ClockRate.TASK, new Repetition(1, nativeWarmUpNanos, 0)));
        for (MemoryCeiling ceiling : MemoryCeiling.values()) {
            candidates.add(new RepeatedTask(all, thread -> ceilingCall(ceiling, part(thread)), compiled));
        }
        for (BufferTask task : tasks) {
            Repetition repetition = task.isJava() ? compiledLate : compiled;
            candidates.add(
                    task.isWholeBuffer()
                            ? new RepeatedTask(caller, _ -> task.prepare(0, buffer), repetition)
                            : new RepeatedTask(
                                    all, thread -> task.prepare(thread * partBytes(), part(thread)), repetition));
        }
        return candidates;
    }

    private static Runnable ceilingCall(MemoryCeiling ceiling, MemorySegment part) {
        return () -> ceiling.run(part);
    }

    private long partBytes() {
        return buffer.byteSize() / threads;
    }

    private MemorySegment part(int thread) {
        return buffer.asSlice(thread * partBytes(), partBytes());
    }

    /** @param runs of each candidate */
    private Point point(Iterator<List<ThreadRun>> runs) {
        Summary clock = Summary.of(runs.next(), ClockRate::gigahertz);
        List<ThreadRun> withCpuTime = new ArrayList<>();
        Map<MemoryCeiling, Summary> ceilings = new EnumMap<>(MemoryCeiling.class);
        for (MemoryCeiling ceiling : MemoryCeiling.values()) {
            List<ThreadRun> own = runs.next();
            ceilings.put(ceiling, rate(own, partBytes()));
            withCpuTime.addAll(own);
        }
        List<TaskRate> rates = new ArrayList<>();
        for (BufferTask task : tasks) {
            List<ThreadRun> own = runs.next();
            Summary rate = rate(own, task.isWholeBuffer() ? buffer.byteSize() : partBytes());
            rates.add(TaskRate.of(task.name(), task.operation(), rate, ceilings));
            if (!task.isWholeBuffer()) { // the threads of a stream are not measured: its caller waits for them
                withCpuTime.addAll(own);
            }
        }
        long threadNanos = sum(withCpuTime, ThreadRun::threadNanos);
        long offCpuNanos = threadNanos - sum(withCpuTime, ThreadRun::cpuNanos);
        return new Point(name, buffer.byteSize(), threads, clock, ceilings, rates, threadNanos, offCpuNanos);
    }

    private static long sum(List<ThreadRun> runs, ToLongFunction<ThreadRun> nanos) {
        return runs.stream().mapToLong(nanos).sum();
    }

    /** In decimal gigabytes per second. */
    private static Summary rate(List<ThreadRun> runs, long bytesPerCall) {
        return Summary.of(runs, r -> r.callsPerSecond() * bytesPerCall / 1e9);
    }
}
