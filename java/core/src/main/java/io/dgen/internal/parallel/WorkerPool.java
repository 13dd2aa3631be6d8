// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.parallel;

import java.lang.System.Logger.Level;
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
        this(size, threads(size, daemons(name)), start);
    }

    /** @param executor runs the helpers */
    WorkerPool(int size, Executor executor) {
        this(size, executor, () -> {});
    }

    private WorkerPool(int size, Executor executor, Runnable start) {
        this.size = size;
        this.executor = executor;
        this.start = start;
    }

    private static ThreadFactory daemons(String name) {
        return Thread.ofPlatform()
                .daemon()
                .name(name + "-", 1)
                .inheritInheritableThreadLocals(false)
                .factory();
    }

    /** Threads of the factory, as many as the system starts. */
    static Executor threads(int size, ThreadFactory factory) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    int size() {
        return size;
    }

    /**
     * Prepares a new thread, which has the context class loader of the thread that created it. After a failed start, it
     * processes slices all the same: a job may have no other thread.
     */
    private void startThread() {
        if (isStarted.get() == null) {
            isStarted.set(true);
            try {
                Thread.currentThread().setContextClassLoader(null);
                start.run();
            } catch (Throwable e) {
                System.getLogger("io.dgen").log(Level.WARNING, "a helper thread continues without its start", e);
            }
        }
    }

    /**
     * Submits the queue to that many threads. Returns the number of submissions that are certain to be processed: fewer
     * when the system cannot start another thread.
     */
    int help(Job job, SliceQueue queue, int threads) {
        Runnable task = () -> {
            try {
                startThread();
            } finally { // also if the warning of a failed start fails
                job.help(queue);
            }
        };
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
