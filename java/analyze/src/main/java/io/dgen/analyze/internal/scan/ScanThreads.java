// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for the tasks of a scan: the requested number, or fewer if the system refuses a thread. If it refuses the first
 * one, the caller runs the tasks.
 */
final class ScanThreads implements Executor, AutoCloseable {
    private final ThreadPoolExecutor pool;

    ScanThreads(int threads, ThreadFactory factory) {
        pool = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    }

    @Override
    public void execute(Runnable task) {
        try {
            pool.execute(task);
        } catch (OutOfMemoryError e) {
            if (pool.getPoolSize() > 0) {
                pool.getQueue().add(task); // threads of the pool stay until it is closed
            } else {
                task.run();
            }
        }
    }

    /** Ends the threads when all tasks are done. */
    @Override
    public void close() {
        pool.close();
    }
}
