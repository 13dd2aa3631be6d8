package io.dgen.benchmarks.scale;

import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
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

/**
 * What it costs a call to hand a job out to k workers. Other than in calls of the library, k is not held to the number
 * of CPUs.
 */
final class Dispatch {
    private static final int[] WORKERS = {1, 2, 4, 8, 16, 32, 64};
    private static final int[] FILLS_MIB = {4, 32, 256};
    private static final int FEW_PARTS = 64;
    private static final int MANY_PARTS = 4096;
    /** Long enough for helpers to fall asleep, as they are when a program has written out what it filled last. */
    private static final long PAUSE_NANOS = 500_000;

    /** What one round measured, in nanoseconds. */
    private record Round(double job, double perPart, double allAtWork) {}

    private record Crew(int workers, WorkerPool pool, List<Round> rounds) {
        double median(ToDoubleFunction<Round> value) {
            return Median.of(rounds.stream().map(value::applyAsDouble).toList());
        }
    }

    private Dispatch() {}

    static void measure(Scale.Settings settings) {
        List<Crew> crews = IntStream.of(WORKERS)
                .mapToObj(k -> new Crew(k, new WorkerPool("bench-" + k, k, () -> {}), new ArrayList<>()))
                .toList();
        List<Double> rates = new ArrayList<>();
        for (int round = -1; round < settings.rounds(); round++) {
            double rate = Quiet.measure(() -> fillRate(settings));
            for (Crew crew : crews) {
                Round measured = Quiet.measure(() -> round(crew, settings.jobs()));
                if (round >= 0) { // the first warms up
                    crew.rounds.add(measured);
                }
            }
            if (round >= 0) {
                rates.add(rate);
            }
        }
        print(crews, Median.of(rates));
    }

    private static Round round(Crew crew, int jobs) {
        double few = median(jobs, () -> job(crew, FEW_PARTS, part -> {}));
        double many = median(jobs, () -> job(crew, MANY_PARTS, part -> {}));
        return new Round(few, (many - few) / (MANY_PARTS - FEW_PARTS), median(jobs, () -> allAtWork(crew)));
    }

    private static double median(int jobs, DoubleSupplier job) {
        List<Double> nanos = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            nanos.add(job.getAsDouble());
        }
        return Median.of(nanos);
    }

    /** Nanoseconds from the call to its return. */
    private static double job(Crew crew, int parts, SliceTask part) {
        List<SliceAssignment> shares = List.of(new SliceAssignment(
                crew.pool, crew.workers, IntStream.range(0, parts).toArray()));
        long start = System.nanoTime();
        Workers.run(shares, part);
        return System.nanoTime() - start;
    }

    /** Nanoseconds from the call to the moment when each worker has begun a part. */
    private static double allAtWork(Crew crew) {
        CountDownLatch missing = new CountDownLatch(crew.workers);
        AtomicLong last = new AtomicLong();
        long start = System.nanoTime();
        job(crew, crew.workers, part -> {
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

    /** Bytes per second of one thread that fills more than the caches hold. */
    private static double fillRate(Scale.Settings settings) {
        long bytes = 256 << 20;
        DataStream stream = new DataStream(
                GeneratorConfig.builder().seed(1).sizeBytes(bytes).maxThreads(1).build());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(bytes, 4096).fill((byte) 1);
            stream.fill(0, buffer);
            long start = System.nanoTime();
            int fills = 0;
            while (System.nanoTime() - start < settings.roundNanos()) {
                stream.fill(0, buffer);
                fills++;
            }
            return fills * (double) bytes / (System.nanoTime() - start) * 1e9;
        }
    }

    private static void print(List<Crew> crews, double rate) {
        System.out.printf(
                "Jobs of empty parts, helpers asleep before. Shares are calculated: of the time of a fill by k workers"
                        + " that make %.1f GB/s each, at most one per MiB, until all k are at work.%n%n",
                rate / 1e9);
        System.out.println("| workers | us, job of 64 parts | ns per further part | us until all are at work"
                + " | share of 4 MiB | 32 MiB | 256 MiB |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (Crew crew : crews) {
            double nanos = crew.median(Round::allAtWork);
            StringBuilder shares = new StringBuilder();
            for (int mib : FILLS_MIB) {
                double fill = mib * (double) (1 << 20) / (crew.workers * rate) * 1e9;
                shares.append(crew.workers > mib ? " | " : String.format(" | %.1f %%", 100 * nanos / (nanos + fill)));
            }
            System.out.printf(
                    "| %d | %.1f | %.1f | %.1f%s |%n",
                    crew.workers, crew.median(Round::job) / 1e3, crew.median(Round::perPart), nanos / 1e3, shares);
        }
        line(crews);
    }

    /** The line of least squares through the times until all are at work. */
    private static void line(List<Crew> crews) {
        double meanX = crews.stream().mapToDouble(Crew::workers).average().orElseThrow();
        double meanY = crews.stream()
                .mapToDouble(c -> c.median(Round::allAtWork))
                .average()
                .orElseThrow();
        double xy = 0;
        double xx = 0;
        for (Crew crew : crews) {
            xy += (crew.workers - meanX) * (crew.median(Round::allAtWork) - meanY);
            xx += (crew.workers - meanX) * (crew.workers - meanX);
        }
        double slope = xy / xx;
        System.out.printf(
                "%nUntil all are at work: d0 = %.1f us, d1 = %.2f us per worker.%n",
                (meanY - slope * meanX) / 1e3, slope / 1e3);
    }
}
