// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.thread;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

/** Runs a task on a number of threads that start together. Between runs the threads sleep. Use on one thread. */
public final class ThreadRunner implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean HAS_CPU_TIME =
            THREADS.isCurrentThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled();

    /** Some tens of microseconds: the time that the operating system needs to find a free CPU for a thread. */
    private static final int MAX_SPINS = 2_000;

    private final int threads;
    private final ExecutorService others = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("dgen-bench-", 0).factory());
    private volatile boolean isStopped;

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
        }
    }

    /** Makes no thread yet. */
    public ThreadRunner(int threads) {
        this.threads = threads;
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
     * @throws IllegalStateException if a call throws
     */
    public ThreadRun repeat(ThreadTask task, int untimedCalls, long calls) {
        ThreadWork work = new ThreadWork(task, untimedCalls, new AtomicInteger(threads), call -> {
            for (long i = 0; i < calls; i++) {
                call.run();
            }
            return calls;
        });
        List<Future<ThreadTime>> running = start(work, 1);
        ThreadTime own = work.run(0);
        List<ThreadTime> times = await(running);
        times.addFirst(own);
        return new ThreadRun(times);
    }

    /**
     * Each thread makes as many calls as it can in a period, at least one, while the caller sleeps.
     *
     * @throws IllegalStateException if a call throws
     */
    public ThreadRun repeatFor(ThreadTask task, long nanos) {
        isStopped = false;
        ThreadWork work = new ThreadWork(task, 0, new AtomicInteger(threads), call -> {
            long calls = 0;
            do {
                call.run();
                calls++;
            } while (!isStopped);
            return calls;
        });
        List<Future<ThreadTime>> running = start(work, 0);
        work.awaitStart();
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        isStopped = true;
        return new ThreadRun(await(running));
    }

    private List<Future<ThreadTime>> start(ThreadWork work, int firstThread) {
        List<Future<ThreadTime>> running = new ArrayList<>();
        for (int i = firstThread; i < threads; i++) {
            int thread = i;
            running.add(others.submit(() -> work.run(thread)));
        }
        return running;
    }

    private static long cpuNanos() {
        return HAS_CPU_TIME ? THREADS.getCurrentThreadCpuTime() : 0;
    }

    private static List<ThreadTime> await(List<Future<ThreadTime>> running) {
        List<ThreadTime> times = new ArrayList<>();
        try {
            for (Future<ThreadTime> future : running) {
                times.add(future.get());
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e instanceof ExecutionException ? e.getCause() : e);
        }
        return times;
    }

    /** Ends the threads. */
    @Override
    public void close() {
        others.shutdownNow();
    }
}
