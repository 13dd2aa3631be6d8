// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.parallel;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Daemon threads, started at first use and ended after 10 idle seconds. Idle threads refer only to classes of the JDK, so
 * that they do not keep the class loader of this library alive. Thread-safe.
 */
public final class WorkerPool {
    private static final int IDLE_SECONDS = 10;

    private final int size;
    private final Runnable start;
    private final Executor executor;
    private final ThreadLocal<@Nullable Boolean> isStarted = new ThreadLocal<>();

    /**
     * @param name prefix of the thread names, before {@code -} and a number
     * @param size largest number of threads, at least 1
     * @param start runs first in each thread
     */
    public WorkerPool(String name, int size, Runnable start) {
        this.size = size;
        this.start = start;
        ThreadFactory factory = Thread.ofPlatform()
                .daemon()
                .name(name + "-", 1)
                .inheritInheritableThreadLocals(false)
                .factory();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        threads.allowCoreThreadTimeOut(true);
        executor = threads;
    }

    int size() {
        return size;
    }

    /** Prepares a new thread, which has the context class loader of the thread that created it. */
    private void startThread() {
        if (isStarted.get() == null) {
            isStarted.set(true);
            Thread.currentThread().setContextClassLoader(null);
            start.run();
        }
    }

    /**
     * Submits the queue to that many threads. Returns the number of submissions that succeeded: fewer when the system
     * cannot start another thread.
     */
    int help(Job job, SliceQueue queue, int threads) {
        Runnable task = () -> {
            startThread();
            job.work(queue);
        };
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
