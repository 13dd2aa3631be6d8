// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.parallel;

import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
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
        this(size, threads(name, size, start));
    }

    /** @param executor runs the helpers */
    WorkerPool(int size, Executor executor) {
        this.size = size;
        this.executor = executor;
    }

    private static Executor threads(String name, int size, Runnable start) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), tasks -> {
                    Runnable work = () -> {
                        runStart(start);
                        tasks.run();
                    };
                    Thread thread = new Thread(null, work, name + "-" + number.incrementAndGet(), 0, false);
                    thread.setDaemon(true);
                    thread.setContextClassLoader(null);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
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
     * Submits the queue to that many threads. Returns the number of submissions that succeeded: fewer when the system
     * cannot start another thread.
     */
    int help(Job job, SliceQueue queue, int threads) {
        Runnable task = () -> job.help(queue);
        for (int i = 0; i < threads; i++) {
            try {
                executor.execute(task);
            } catch (OutOfMemoryError e) {
                return i; // no further thread can be started: the existing ones process the queue
            }
        }
        return threads;
    }
}
