// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.parallel;

import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads, started at first use and ended after 10 idle seconds. Thread-safe. */
public final class WorkerPool {
    private static final int IDLE_SECONDS = 10;

    private final int size;
    private final Executor executor;

    /**
     * @param name prefix of the thread names, before {@code -} and a number
     * @param size largest number of threads, at least 1
     * @param start runs first in each thread
     */
    public WorkerPool(String name, int size, Runnable start) {
        this(size, threads(size, daemons(name, start)));
    }

    /** @param executor runs the helpers */
    WorkerPool(int size, Executor executor) {
        this.size = size;
        this.executor = executor;
    }

    /** Threads of the factory, as many as the system starts. */
    static Executor threads(int size, ThreadFactory factory) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static ThreadFactory daemons(String name, Runnable start) {
        AtomicInteger number = new AtomicInteger();
        return tasks -> {
            Runnable work = () -> {
                runStart(start);
                tasks.run();
            };
            Thread thread = new Thread(null, work, name + "-" + number.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
        };
    }

    /** A thread whose start fails processes slices all the same: a job may have no other thread. */
    private static void runStart(Runnable start) {
        try {
            start.run();
        } catch (Throwable e) {
            System.getLogger("io.dgen").log(Level.WARNING, "a helper thread continues without its start", e);
        }
    }

    int size() {
        return size;
    }

    /**
     * Submits the queue to that many threads. Returns the number of submissions that are certain to be processed: fewer
     * when the system cannot start another thread.
     */
    int help(Job job, SliceQueue queue, int threads) {
        Runnable task = () -> job.help(queue);
        for (int i = 0; i < threads; i++) {
            try {
                executor.execute(task);
            } catch (OutOfMemoryError e) {
                offerToIdleThreads(task, threads - i);
                return i;
            }
        }
        return threads;
    }

    /** The executor starts a new thread as long as it has fewer than its size, even if others are idle. */
    private void offerToIdleThreads(Runnable task, int count) {
        if (executor instanceof ThreadPoolExecutor threads) {
            int idle = threads.getPoolSize() - threads.getActiveCount();
            for (int i = 0; i < Math.min(count, idle); i++) {
                threads.getQueue().add(task);
            }
        }
    }
}
