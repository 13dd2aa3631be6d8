// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.scale;

import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.bench.measure.Candidate;
import io.dgen.bench.measure.InterleavedMeasurement;
import io.dgen.bench.report.MarkdownTable;
import io.dgen.bench.statistics.FittedLine;
import io.dgen.bench.statistics.Quantiles;
import io.dgen.bench.thread.ThreadRun;
import io.dgen.bench.thread.ThreadRunner;
import io.dgen.internal.parallel.SliceAssignment;
import io.dgen.internal.parallel.SliceTask;
import io.dgen.internal.parallel.WorkerPool;
import io.dgen.internal.parallel.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The cost of starting a job on k workers. Unlike in calls of the library, k may exceed the number of CPUs. */
final class DispatchCost {
    private static final int[] WORKERS = {1, 2, 4, 8, 16, 32, 64};
    private static final int[] FILLS_MIB = {4, 32, 256};
    private static final int FEW_PARTS = 64;
    private static final int MANY_PARTS = 4096;
    /** The helpers fall asleep, as while a program writes what it has filled. */
    private static final long PAUSE_NANOS = 500_000;

    /** Medians of one round, in nanoseconds. */
    private record Sample(double job, double perPart, double allAtWork) {}

    private record EmptyJobs(int workers, int count, WorkerPool pool) {
        EmptyJobs(int workers, int count) {
            this(workers, count, new WorkerPool("bench-" + workers, workers, () -> {}));
        }

        Sample sample() {
            double few = median(() -> run(FEW_PARTS, part -> {}));
            double many = median(() -> run(MANY_PARTS, part -> {}));
            return new Sample(few, (many - few) / (MANY_PARTS - FEW_PARTS), median(this::allAtWork));
        }

        private double median(DoubleSupplier nanos) {
            List<Double> samples = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                LockSupport.parkNanos(PAUSE_NANOS);
                samples.add(nanos.getAsDouble());
            }
            return Quantiles.median(samples);
        }

        /** {@return nanoseconds from the call to its return} */
        private double run(int parts, SliceTask part) {
            List<SliceAssignment> shares = List.of(
                    new SliceAssignment(pool, workers, IntStream.range(0, parts).toArray()));
            long start = System.nanoTime();
            Workers.run(shares, part);
            return System.nanoTime() - start;
        }

        /** {@return nanoseconds from the call until each worker has begun a part} */
        private double allAtWork() {
            CountDownLatch missing = new CountDownLatch(workers);
            AtomicLong last = new AtomicLong();
            long start = System.nanoTime();
            double ignored = run(workers, part -> {
                missing.countDown();
                if (missing.getCount() == 0) {
                    last.compareAndSet(0, System.nanoTime());
                }
                try {
                    missing.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            return last.get() - start;
        }
    }

    private DispatchCost() {}

    static void print(Scale scale) {
        List<Candidate<Sample>> jobs = IntStream.of(WORKERS)
                .mapToObj(k -> new EmptyJobs(k, scale.jobs()))
                .<Candidate<Sample>>map(job -> () -> scale.gate().measure(job::sample))
                .toList();
        List<List<Sample>> samples = InterleavedMeasurement.run(jobs, scale.rounds());
        double rate = fillRate(scale);
        System.out.printf(
                "Jobs of empty parts; the helpers slept before. Calculated: the time until all k workers are at work,"
                        + " in percent of a fill by k workers with %.1f GB/s each, at most one per MiB.%n%n",
                rate / 1e9);
        MarkdownTable.head(
                        "workers",
                        "us, job of 64 parts",
                        "ns per further part",
                        "us until all are at work",
                        "percent of 4 MiB",
                        "32 MiB",
                        "256 MiB")
                .forEach(System.out::println);
        double[] atWork = new double[WORKERS.length];
        for (int i = 0; i < WORKERS.length; i++) {
            atWork[i] = median(samples.get(i), Sample::allAtWork);
            List<String> cells = new ArrayList<>(List.of(
                    Integer.toString(WORKERS[i]),
                    String.format("%.1f", median(samples.get(i), Sample::job) / 1e3),
                    String.format("%.1f", median(samples.get(i), Sample::perPart)),
                    String.format("%.1f", atWork[i] / 1e3)));
            for (int mib : FILLS_MIB) {
                double fill = mib * (double) (1 << 20) / (WORKERS[i] * rate) * 1e9;
                cells.add(WORKERS[i] > mib ? "" : String.format("%.1f %%", 100 * atWork[i] / (atWork[i] + fill)));
            }
            System.out.println(MarkdownTable.row(cells));
        }
        FittedLine line = FittedLine.of(IntStream.of(WORKERS).asDoubleStream().toArray(), atWork);
        System.out.printf(
                "%nUntil all are at work: d0 = %.1f us, d1 = %.2f us per worker.%n",
                line.intercept() / 1e3, line.slope() / 1e3);
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> value) {
        return Quantiles.median(samples.stream().map(value::applyAsDouble).toList());
    }

    /** {@return bytes per second of one thread that fills more than the caches hold} */
    private static double fillRate(Scale scale) {
        long bytes = 256 << 20;
        DataStream stream = new DataStream(
                GeneratorConfig.builder().seed(1).sizeBytes(bytes).maxThreads(1).build());
        MemorySegment buffer = Arena.ofAuto().allocate(bytes, 4096).fill((byte) 1);
        try (ThreadRunner runner = new ThreadRunner(1)) {
            Candidate<ThreadRun> fill = scale.candidate(runner, _ -> () -> stream.fill(0, buffer));
            List<ThreadRun> runs =
                    InterleavedMeasurement.run(List.of(fill), scale.rounds()).getFirst();
            return bytes * ScaleTable.callsPerSecond(runs);
        }
    }
}
