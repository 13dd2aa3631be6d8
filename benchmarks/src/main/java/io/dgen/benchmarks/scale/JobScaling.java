// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.scale;

import io.dgen.DataGenerator;
import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.StoreMode;
import io.dgen.bench.statistics.FittedLine;
import io.dgen.bench.statistics.Quantiles;
import io.dgen.bench.thread.ThreadRun;
import io.dgen.bench.thread.ThreadRunner;
import io.dgen.bench.thread.ThreadTask;
import io.dgen.internal.parallel.SliceAssignment;
import io.dgen.internal.parallel.SliceTask;
import io.dgen.internal.parallel.WorkerPool;
import io.dgen.internal.parallel.Workers;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Jobs that several workers share. Unlike in calls of the library, there may be more workers than CPUs. */
final class JobScaling {
    private static final int[] WORKERS = {1, 2, 4, 8, 16, 32, 64};
    private static final int[] FILLS_MIB = {4, 32, 256};
    private static final int FEW_PARTS = 64;
    private static final int MANY_PARTS = 4096;
    private static final int QUEUED_PARTS = 100_000;

    private static final int MIB = 1 << 20;

    /** More than the caches hold. */
    private static final int FILL_BYTES = 256 * MIB;

    /** The helpers fall asleep, as while a program writes what it has filled. */
    private static final long PAUSE_NANOS = 500_000;

    private static final String DISPATCH_HEAD = """
            | workers | us, job of 64 parts | ns per further part | us until all are at work | percent of 4 MiB | 32 MiB | 256 MiB |
            |---|---|---|---|---|---|---|
            """;

    private static final String SPLIT_HEAD = """
            64 MiB of memory in parts of 1 MiB, streaming stores.

            | k | GB/s, one buffer shared by k workers | GB/s, k threads with a part of split(k) each | shared vs split |
            |---|---|---|---|
            """;

    private JobScaling() {}

    /** The cost of starting a job on k workers. */
    static void printDispatch(Scale scale) {
        List<Supplier<Double>> candidates = new ArrayList<>();
        for (int k : WORKERS) {
            WorkerPool pool = pool(k);
            candidates.add(median(scale.jobs(), () -> nanoseconds(slices(pool, k, FEW_PARTS), part -> {})));
            candidates.add(median(scale.jobs(), () -> nanoseconds(slices(pool, k, MANY_PARTS), part -> {})));
            candidates.add(median(scale.jobs(), () -> nanosecondsUntilAllAreAtWork(slices(pool, k, k), k)));
        }
        DataStream stream = new DataStream(GeneratorConfig.builder()
                .seed(1)
                .sizeBytes(FILL_BYTES)
                .maxThreads(1)
                .build());
        MemorySegment buffer = Scale.memory(FILL_BYTES);
        ThreadRunner runner = new ThreadRunner(1);
        Supplier<ThreadRun> fill = scale.candidate(runner, _ -> () -> stream.fill(0, buffer));
        candidates.add(() -> FILL_BYTES * fill.get().callsPerSecond());
        List<Double> medians =
                scale.measure(candidates).stream().map(Quantiles::median).toList();
        runner.close();
        double rate = medians.getLast();
        System.out.printf(
                "Jobs of empty parts; the helpers slept before. Calculated: the time until all k workers are at work,"
                        + " in percent of a fill by k workers with %.1f GB/s each, at most one per MiB.%n%n",
                rate / 1e9);
        System.out.print(DISPATCH_HEAD);
        double[] atWork = new double[WORKERS.length];
        for (int i = 0; i < WORKERS.length; i++) {
            int k = WORKERS[i];
            double few = medians.get(3 * i);
            double perPart = (medians.get(3 * i + 1) - few) / (MANY_PARTS - FEW_PARTS);
            atWork[i] = medians.get(3 * i + 2);
            System.out.printf("| %d | %.1f | %.1f | %.1f |", k, few / 1e3, perPart, atWork[i] / 1e3);
            for (int mib : FILLS_MIB) {
                double nanos = (double) mib * MIB / (k * rate) * 1e9;
                System.out.print(k > mib ? "  |" : String.format(" %.1f %% |", 100 * atWork[i] / (atWork[i] + nanos)));
            }
            System.out.println();
        }
        FittedLine line = FittedLine.of(IntStream.of(WORKERS).asDoubleStream().toArray(), atWork);
        System.out.printf(
                "%nUntil all are at work: d0 = %.1f us, d1 = %.2f us per worker.%n",
                line.intercept() / 1e3, line.slope() / 1e3);
    }

    /** {@return the median of a round's jobs} */
    private static Supplier<Double> median(int jobs, Supplier<Double> nanoseconds) {
        return () -> {
            List<Double> samples = new ArrayList<>();
            for (int i = 0; i < jobs; i++) {
                LockSupport.parkNanos(PAUSE_NANOS);
                samples.add(nanoseconds.get());
            }
            return Quantiles.median(samples);
        };
    }

    /** {@return nanoseconds from the call to its return} */
    private static double nanoseconds(SliceAssignment job, SliceTask part) {
        long start = System.nanoTime();
        Workers.run(List.of(job), part);
        return System.nanoTime() - start;
    }

    /** {@return nanoseconds from the call until each worker has begun a part} */
    private static double nanosecondsUntilAllAreAtWork(SliceAssignment job, int workers) {
        CountDownLatch missing = new CountDownLatch(workers);
        AtomicLong last = new AtomicLong();
        long start = System.nanoTime();
        double ignored = nanoseconds(job, part -> {
            last.accumulateAndGet(System.nanoTime() - start, Math::max);
            missing.countDown();
            try {
                missing.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        return last.get();
    }

    /** A queue for each worker, as on a machine with several nodes, compared with one queue for both. */
    static void printQueues(Scale scale) {
        ScaleTable jobs = new ScaleTable(scale, 1);
        SliceAssignment left = slices(pool(1), 1, QUEUED_PARTS / 2);
        SliceAssignment right = slices(pool(1), 1, QUEUED_PARTS / 2);
        jobs.add("one worker", QUEUED_PARTS, job(slices(pool(1), 1, QUEUED_PARTS)));
        jobs.add("two workers, a queue for each", QUEUED_PARTS, job(left, right));
        jobs.add("two workers, one queue", QUEUED_PARTS, job(slices(pool(2), 2, QUEUED_PARTS)));
        System.out.println("Jobs of " + QUEUED_PARTS + " empty parts. ns: time per part.\n");
        jobs.print("ns");
    }

    private static ThreadTask job(SliceAssignment... assignments) {
        return _ -> () -> Workers.run(List.of(assignments), part -> {});
    }

    /** k workers that share one buffer, compared with k threads that each generate a part of the stream. */
    static void printSplit(Scale scale) {
        DataStream stream = new DataStream(GeneratorConfig.builder()
                .seed(1)
                .sizeBytes(1L << 50)
                .maxThreads(1)
                .storeMode(StoreMode.STREAM) // the same for both
                .build());
        MemorySegment buffer = Scale.memory(FEW_PARTS * MIB);
        List<MemorySegment> parts = IntStream.range(0, FEW_PARTS)
                .mapToObj(i -> buffer.asSlice((long) i * MIB, MIB))
                .toList();
        System.out.print(SPLIT_HEAD);
        for (int k : new int[] {2, 8, 64}) {
            List<SliceAssignment> job = List.of(slices(pool(k), k, FEW_PARTS));
            ThreadTask shared = _ -> () -> Workers.run(job, i -> stream.fill((long) i * MIB, parts.get(i)));
            List<DataGenerator> generators = new DataGenerator(stream).split(k);
            int own = FEW_PARTS / k;
            ThreadTask split = i -> fillInTurn(generators.get(i), parts.subList(i * own, (i + 1) * own));
            try (ThreadRunner one = new ThreadRunner(1);
                    ThreadRunner all = new ThreadRunner(k)) {
                List<List<ThreadRun>> runs =
                        scale.measure(List.of(scale.candidate(one, shared), scale.candidate(all, split)));
                double sharedRate = ScaleTable.callsPerSecond(runs.getFirst()) * FEW_PARTS * MIB;
                double splitRate = ScaleTable.callsPerSecond(runs.getLast()) * MIB;
                double ratio = ScaleTable.ratio(runs.getFirst(), runs.getLast(), ThreadRun::callsPerSecond) * FEW_PARTS;
                System.out.printf("| %d | %.1f | %.1f | %.2f |%n", k, sharedRate / 1e9, splitRate / 1e9, ratio);
            }
        }
    }

    private static Runnable fillInTurn(DataGenerator generator, List<MemorySegment> parts) {
        int[] next = {0};
        return () -> generator.fillChunk(parts.get(next[0]++ % parts.size()));
    }

    private static WorkerPool pool(int workers) {
        return new WorkerPool("bench-" + workers, workers, () -> {});
    }

    private static SliceAssignment slices(WorkerPool pool, int workers, int slices) {
        return new SliceAssignment(pool, workers, IntStream.range(0, slices).toArray());
    }
}
