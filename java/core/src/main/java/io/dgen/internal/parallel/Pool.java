package io.dgen.internal.parallel;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads, made when first needed and gone when idle. */
public final class Pool {
    private static final int IDLE_SECONDS = 10;

    private final int size;
    private final Executor executor;

    /**
     * @param name of its threads, before their numbers
     * @param size most threads, from 1 on
     * @param start what each does first
     */
    public Pool(String name, int size, Runnable start) {
        this.size = size;
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), tasks -> {
                    Runnable work = () -> {
                        start.run();
                        tasks.run();
                    };
                    Thread thread = new Thread(null, work, name + "-" + number.incrementAndGet(), 0, false);
                    thread.setDaemon(true);
                    thread.setContextClassLoader(null);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        executor = threads;
    }

    int size() {
        return size;
    }

    /** Hands the queue to that many threads; returns how many take it, which is fewer when the system has no more. */
    int help(Job job, Queue queue, int threads) {
        Runnable task = () -> job.work(queue);
        for (int i = 0; i < threads; i++) {
            try {
                executor.execute(task);
            } catch (OutOfMemoryError e) {
                return i; // the system has no thread left: those that there are do it
            }
        }
        return threads;
    }
}
