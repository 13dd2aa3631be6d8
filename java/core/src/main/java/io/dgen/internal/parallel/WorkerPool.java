// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.parallel;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads, started at first use and ended after 10 idle seconds. Thread-safe. */
public final class WorkerPool {
    private static final int IDLE_SECONDS = 10;

    private final int size;
    private final ThreadPoolExecutor executor;

    /**
     * @param name prefix of the thread names, before {@code -} and a number
     * @param size largest number of threads, at least 1
     * @param start runs first in each thread
     */
    public WorkerPool(String name, int size, Runnable start) {
        this(size, daemons(name, start));
    }

    WorkerPool(int size, ThreadFactory factory) {
        this.size = size;
        executor = new ThreadPoolExecutor(
                size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        executor.allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory daemons(String name, Runnable start) {
        AtomicInteger number = new AtomicInteger();
        return tasks -> {
            Runnable work = () -> {
                start.run();
                tasks.run();
            };
            Thread thread = new Thread(null, work, name + "-" + number.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
        };
    }

    int size() {
        return size;
    }

    /**
     * Submits the queue to that many threads. Returns the number of submissions that are certain to be processed: fewer
     * when the system cannot start another thread.
     */
    int help(Job job, SliceQueue queue, int threads) {
        Runnable task = () -> job.work(queue);
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
        int idle = executor.getPoolSize() - executor.getActiveCount();
        for (int i = 0; i < Math.min(count, idle); i++) {
            executor.getQueue().add(task);
        }
    }
}
