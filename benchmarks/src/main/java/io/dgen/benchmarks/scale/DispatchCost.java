// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.scale;

import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.bench.report.MarkdownTable;
import io.dgen.bench.statistics.FittedLine;
import io.dgen.bench.statistics.Quantiles;
import io.dgen.bench.thread.ThreadRunner;
import io.dgen.internal.parallel.SliceAssignment;
import io.dgen.internal.parallel.SliceTask;
import io.dgen.internal.parallel.Workers;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The cost of starting a job on k workers. Unlike in calls of the library, k may exceed the number of CPUs. */
final class DispatchCost {
    private static final int[] WORKERS = {1, 2, 4, 8, 16, 32, 64};
    private static final int[] FILLS_MIB = {4, 32, 256};
    private static final int FEW_PARTS = 64;
    private static final int MANY_PARTS = 4096;
    /** More than the caches hold. */
    private static final int FILL_BYTES = 256 << 20;
    /** The helpers fall asleep, as while a program writes what it has filled. */
    private static final long PAUSE_NANOS = 500_000;

    private DispatchCost() {}

    static void print(Scale scale) {
        List<Supplier<Double>> candidates = new ArrayList<>();
        for (int k : WORKERS) {
            SliceAssignment few = Scale.slices(k, FEW_PARTS);
            SliceAssignment many = new SliceAssignment(
                    few.pool(), k, IntStream.range(0, MANY_PARTS).toArray());
            SliceAssignment one =
                    new SliceAssignment(few.pool(), k, IntStream.range(0, k).toArray());
            candidates.add(median(scale.jobs(), () -> nanoseconds(few, part -> {})));
            candidates.add(median(scale.jobs(), () -> nanoseconds(many, part -> {})));
            candidates.add(median(scale.jobs(), () -> nanosecondsUntilAllAreAtWork(one)));
        }
        DataStream stream = new DataStream(GeneratorConfig.builder()
                .seed(1)
                .sizeBytes(FILL_BYTES)
                .maxThreads(1)
                .build());
        MemorySegment buffer = Scale.memory(FILL_BYTES);
        ThreadRunner runner = new ThreadRunner(1);
        candidates.add(() -> runner.repeatFor(_ -> () -> stream.fill(0, buffer), scale.sampleNanos())
                .callsPerSecond());
        List<Double> medians =
                scale.measure(candidates).stream().map(Quantiles::median).toList();
        runner.close();
        double rate = FILL_BYTES * medians.getLast();
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
            double few = medians.get(3 * i);
            double many = medians.get(3 * i + 1);
            atWork[i] = medians.get(3 * i + 2);
            List<String> cells = new ArrayList<>(List.of(
                    Integer.toString(WORKERS[i]),
                    String.format("%.1f", few / 1e3),
                    String.format("%.1f", (many - few) / (MANY_PARTS - FEW_PARTS)),
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

    /** {@return the median of a round's jobs} */
    private static Supplier<Double> median(int jobs, Supplier<Double> job) {
        return () -> {
            List<Double> nanos = new ArrayList<>();
            for (int i = 0; i < jobs; i++) {
                LockSupport.parkNanos(PAUSE_NANOS);
                nanos.add(job.get());
            }
            return Quantiles.median(nanos);
        };
    }

    /** {@return nanoseconds from the call to its return} */
    private static double nanoseconds(SliceAssignment job, SliceTask part) {
        long start = System.nanoTime();
        Workers.run(List.of(job), part);
        return System.nanoTime() - start;
    }

    /** {@return nanoseconds from the call until each worker has begun a part} */
    private static double nanosecondsUntilAllAreAtWork(SliceAssignment job) {
        CountDownLatch missing = new CountDownLatch(job.threads());
        AtomicLong last = new AtomicLong();
        long start = System.nanoTime();
        double ignored = nanoseconds(job, part -> {
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
