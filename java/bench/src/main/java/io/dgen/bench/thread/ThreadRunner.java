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
import java.util.concurrent.locks.LockSupport;

/** Runs a task on a number of threads that start together. Between runs the threads sleep. Use on one thread. */
public final class ThreadRunner implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean HAS_CPU_TIME =
            THREADS.isCurrentThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled();

    private final int threads;
    private final ExecutorService others = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("dgen-bench-", 0).factory());
    private volatile boolean isStopped;

    /** The repeated calls of one thread. */
    @FunctionalInterface
    private interface Loop {
        /** @return number of calls */
        long repeat(Runnable call);
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
        SpinBarrier barrier = new SpinBarrier(threads);
        Loop loop = call -> {
            for (long i = 0; i < calls; i++) {
                call.run();
            }
            return calls;
        };
        List<Future<ThreadTime>> running = new ArrayList<>();
        for (int thread = 1; thread < threads; thread++) {
            running.add(start(task, thread, untimedCalls, barrier, loop));
        }
        ThreadTime own = run(task, 0, untimedCalls, barrier, loop);
        List<ThreadTime> times = new ArrayList<>(await(running));
        times.addFirst(own);
        return new ThreadRun(times);
    }

    /**
     * Each thread makes as many calls as it can in a period, at least one, while the caller sleeps.
     *
     * @throws IllegalStateException if a call throws
     */
    public ThreadRun repeatFor(ThreadTask task, long nanos) {
        SpinBarrier barrier = new SpinBarrier(threads + 1);
        isStopped = false;
        Loop loop = call -> {
            long calls = 0;
            do {
                call.run();
                calls++;
            } while (!isStopped);
            return calls;
        };
        List<Future<ThreadTime>> running = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            running.add(start(task, thread, 0, barrier, loop));
        }
        barrier.arrive();
        barrier.await();
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        isStopped = true;
        return new ThreadRun(await(running));
    }

    private Future<ThreadTime> start(ThreadTask task, int thread, int untimedCalls, SpinBarrier barrier, Loop loop) {
        return others.submit(() -> run(task, thread, untimedCalls, barrier, loop));
    }

    private static ThreadTime run(ThreadTask task, int thread, int untimedCalls, SpinBarrier barrier, Loop loop) {
        Runnable call;
        try {
            call = task.prepare(thread);
            for (int i = 0; i < untimedCalls; i++) {
                call.run();
            }
        } finally {
            barrier.arrive(); // also after an exception, for which the other threads must not wait
        }
        barrier.await();
        long cpu = cpuNanos();
        long start = System.nanoTime();
        long calls = loop.repeat(call);
        long end = System.nanoTime();
        long elapsed = end - start;
        return new ThreadTime(calls, start, end, HAS_CPU_TIME ? Math.min(elapsed, cpuNanos() - cpu) : elapsed);
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
