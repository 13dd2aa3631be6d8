package io.dgen.benchmarks.ratio;

import io.dgen.benchmarks.Workload;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * A contender at work: timed calls, on as many threads as its benchmark says. A single thread is timed by its own CPU
 * time, which stands still while other processes have the CPU; nothing here waits for anything else.
 */
final class Track {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<Runnable> benchmarks = new ArrayList<>();
    private final double bytesPerCall;
    private final LongSupplier clock;
    private long callsPerRound = 1;

    /** Never more threads than are at work: an idle one that spins would slow the other contender. */
    private static final ExecutorService HELPERS =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());

    /** The first thread works on {@code first}, the others on workloads of their own. */
    Track(Contender contender, Workload first, boolean byCpuTime) {
        clock = byCpuTime ? THREADS::getCurrentThreadCpuTime : System::nanoTime;
        benchmarks.add(contender.bind(first));
        for (int i = 1; i < contender.threads(); i++) {
            benchmarks.add(contender.bind(contender.prepare()));
        }
        bytesPerCall = (double) first.bytes() * contender.operationsPerCall();
    }

    /** Finds how many calls take about {@code nanos}. Also a warm-up: returns how long it was, by the contender's clock. */
    long calibrate(long nanos) {
        long calls = 1;
        long elapsed = time(benchmarks.getFirst(), calls);
        long all = elapsed;
        while (elapsed < nanos / 2) {
            calls *= 2;
            elapsed = time(benchmarks.getFirst(), calls);
            all += elapsed;
        }
        callsPerRound = Math.max(1, Math.round((double) calls * nanos / elapsed));
        return all;
    }

    /** Bytes per second of all threads, in one round. */
    double round() throws InterruptedException, ExecutionException {
        AtomicInteger waiting = new AtomicInteger(benchmarks.size());
        List<Future<Double>> rates = new ArrayList<>();
        for (Runnable benchmark : benchmarks.subList(1, benchmarks.size())) {
            rates.add(HELPERS.submit((Callable<Double>) () -> rate(benchmark, waiting)));
        }
        double rate = rate(benchmarks.getFirst(), waiting);
        for (Future<Double> helper : rates) {
            rate += helper.get();
        }
        return rate;
    }

    private double rate(Runnable benchmark, AtomicInteger waiting) {
        waiting.decrementAndGet();
        while (waiting.get() > 0) {
            Thread.onSpinWait();
        }
        return callsPerRound * bytesPerCall * 1e9 / time(benchmark, callsPerRound);
    }

    private long time(Runnable benchmark, long calls) {
        long start = clock.getAsLong();
        for (long i = 0; i < calls; i++) {
            benchmark.run();
        }
        return clock.getAsLong() - start;
    }
}
