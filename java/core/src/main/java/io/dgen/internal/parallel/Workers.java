package io.dgen.internal.parallel;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one pool of helper threads that all generators share. Daemon threads, made when first needed and gone when idle.
 *
 * <p>Every job's caller works on it too, so a job ends even where every helper is busy with others.
 */
public final class Workers {
    /** CPUs of this process: the JDK counts those that affinity and the cgroup quota allow. */
    private static final int CPUS = Runtime.getRuntime().availableProcessors();

    private static final int IDLE_SECONDS = 10;

    private Workers() {}

    /** The pool is a class of its own so that single-threaded programs never make it. */
    private static final class Pool {
        static final Executor HELPERS = create();

        private static Executor create() {
            AtomicInteger number = new AtomicInteger();
            int size = Math.max(1, CPUS - 1);
            ThreadPoolExecutor pool = new ThreadPoolExecutor(
                    size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                        Thread thread = new Thread(null, task, "dgen-worker-" + number.incrementAndGet(), 0, false);
                        thread.setDaemon(true);
                        thread.setContextClassLoader(null);
                        return thread;
                    });
            pool.allowCoreThreadTimeOut(true);
            return pool;
        }
    }

    /** Number of threads that can work at once, the caller's included. */
    public static int cpus() {
        return CPUS;
    }

    /**
     * Does parts 0 .. parts - 1 on the calling thread and up to {@code threads - 1} helpers; returns when none is being
     * worked on any more, also when it throws.
     *
     * <p>The first exception or error of a part ends the job and is thrown here as it is. An interrupt of the caller ends
     * the job too: {@link JobInterruptedException}, with the thread's interrupt status kept.
     */
    public static void run(int parts, int threads, Part part) {
        // Looked at before helpers start: they may do all other parts while the caller is at its first.
        if (parts > 1) {
            checkInterrupted();
        }
        Job job = new Job(parts, part);
        int helpers = Math.min(Math.min(threads, CPUS), parts) - 1;
        for (int i = 0; i < helpers; i++) {
            try {
                Pool.HELPERS.execute(job);
            } catch (OutOfMemoryError e) {
                break; // the system has no thread left: those that there are do it
            }
        }
        job.workAndWait();
    }

    /** For callers that do without {@link #run}: what it does between two parts. */
    public static void checkInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new JobInterruptedException();
        }
    }
}
