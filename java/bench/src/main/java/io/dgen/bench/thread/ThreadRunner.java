// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.thread;

import io.dgen.bench.thread.ThreadRun.ThreadTime;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Runs a task on a number of threads that start together. Between runs the threads sleep. Use on one thread.
 *
 * <p>A run never uses fewer threads than requested, because its rate would be reported for the requested number: if the
 * system refuses a thread, the run throws the JVM's {@link OutOfMemoryError}, and no call is made.
 */
public final class ThreadRunner implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean HAS_CPU_TIME =
            THREADS.isCurrentThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled();

    /** Some tens of microseconds: the time that the operating system needs to find a free CPU for a thread. */
    private static final int MAX_SPINS = 2_000;

    private final int threads;
    private final ExecutorService others;

    /**
     * The work of each thread of a run.
     *
     * @param missing number of threads that are not ready to start
     * @param loop repeats a call and returns the number of times
     */
    private record ThreadWork(ThreadTask task, int untimedCalls, AtomicInteger missing, ToLongFunction<Runnable> loop) {
        ThreadTime run(int thread) {
            Runnable call;
            try {
                call = task.prepare(thread);
                for (int i = 0; i < untimedCalls; i++) {
                    call.run();
                }
            } finally {
                missing.decrementAndGet(); // also after an exception, for which the other threads must not wait
            }
            awaitStart();
            long cpu = cpuNanos();
            long start = System.nanoTime();
            long calls = loop.applyAsLong(call);
            long end = System.nanoTime();
            long elapsed = end - start;
            return new ThreadTime(calls, start, end, HAS_CPU_TIME ? Math.min(elapsed, cpuNanos() - cpu) : elapsed);
        }

        /** Returns when all threads are ready. It spins: a woken thread may be queued behind its waker. */
        @SuppressWarnings("ThreadPriorityCheck") // yields where there are fewer CPUs than threads
        void awaitStart() {
            for (int spins = 0; missing.get() > 0; spins++) {
                if (spins < MAX_SPINS) {
                    Thread.onSpinWait();
                } else {
                    Thread.yield();
                }
            }
            if (missing.get() < 0) {
                throw new CancellationException("another thread of the run could not be started");
            }
        }

        /** Makes the threads end that wait for the start. */
        void cancel() {
            missing.set(Integer.MIN_VALUE / 2); // stays negative when threads become ready
        }
    }

    /** Makes no thread yet. */
    public ThreadRunner(int threads) {
        this(threads, Thread.ofPlatform().daemon().name("dgen-bench-", 0).factory());
    }

    ThreadRunner(int threads, ThreadFactory factory) {
        this.threads = threads;
        this.others = Executors.newCachedThreadPool(factory);
    }

    /** {@return numbers of threads for a series of measurements: the powers of two below a maximum, and the maximum} */
    public static List<Integer> countsUpTo(int max) {
        List<Integer> counts = new ArrayList<>();
        for (int count = 1; count < max; count *= 2) {
            counts.add(count);
        }
        counts.add(max);
        return counts;
    }

    /** {@return number of threads} */
    public int threads() {
        return threads;
    }

    /**
     * Each thread makes a number of calls. The caller is the first of the threads, so that a single thread stays on its
     * CPU.
     *
     * @param untimedCalls of each thread before time is taken, for example to fill the caches as the calls leave them
     * @throws RuntimeException if a call throws
     * @throws OutOfMemoryError if the system refuses a thread
     */
    public ThreadRun repeat(ThreadTask task, int untimedCalls, long calls) {
        ThreadWork work = new ThreadWork(task, untimedCalls, new AtomicInteger(threads), call -> {
            for (long i = 0; i < calls; i++) {
                call.run();
            }
            return calls;
        });
        List<CompletableFuture<ThreadTime>> running = start(work, 1);
        ThreadTime own = work.run(0);
        return new ThreadRun(Stream.concat(Stream.of(own), running.stream().map(CompletableFuture::join))
                .toList());
    }

    /**
     * Each thread makes as many calls as it can in a period, at least one, while the caller sleeps.
     *
     * @throws RuntimeException if a call throws
     * @throws OutOfMemoryError if the system refuses a thread
     */
    public ThreadRun repeatFor(ThreadTask task, long nanos) {
        AtomicBoolean isStopped = new AtomicBoolean();
        ThreadWork work = new ThreadWork(task, 0, new AtomicInteger(threads), call -> {
            long calls = 0;
            do {
                call.run();
                calls++;
            } while (!isStopped.get());
            return calls;
        });
        List<CompletableFuture<ThreadTime>> running = start(work, 0);
        work.awaitStart();
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        isStopped.set(true);
        return new ThreadRun(running.stream().map(CompletableFuture::join).toList());
    }

    private List<CompletableFuture<ThreadTime>> start(ThreadWork work, int firstThread) {
        List<CompletableFuture<ThreadTime>> running = new ArrayList<>();
        try {
            for (int i = firstThread; i < threads; i++) {
                int thread = i;
                running.add(CompletableFuture.supplyAsync(() -> work.run(thread), others));
            }
        } catch (OutOfMemoryError e) { // no further thread; the others must not use the task after the error
            work.cancel();
            running.forEach(other -> other.handle((_, _) -> null).join());
            throw e;
        }
        return running;
    }

    private static long cpuNanos() {
        return HAS_CPU_TIME ? THREADS.getCurrentThreadCpuTime() : 0;
    }

    /** Ends the threads. */
    @Override
    public void close() {
        others.shutdownNow();
    }
}
