package io.dgen.internal.parallel;

import java.util.ArrayList;
import java.util.List;

/**
 * Shares out jobs among threads. All generators share one pool of helpers, and one per NUMA node where there are several.
 */
public final class Workers {
    /** CPUs of this process: the JDK counts those that affinity and the cgroup quota allow. */
    private static final int CPUS = Runtime.getRuntime().availableProcessors();

    private Workers() {}

    /** A class of its own so that single-threaded programs never make the pool. */
    private static final class Helpers {
        static final Pool POOL = new Pool("dgen-worker", Math.max(1, CPUS - 1), () -> {});
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
     * the job too: {@link JobInterruptedException}, with the thread's interrupt status kept. The caller works too, so a
     * job ends even where every helper is busy with others.
     */
    public static void run(int parts, int threads, Part part) {
        // Looked at before helpers start: they may do all other parts while the caller is at its first.
        if (parts > 1) {
            checkInterrupted();
        }
        Queue queue = new Queue(parts);
        Job job = new Job(part, queue);
        int helpers = Math.min(Math.min(threads, CPUS), parts) - 1;
        if (helpers > 0) {
            Helpers.POOL.help(job, queue, helpers);
        }
        job.workAndWait(queue);
    }

    /** Does each share on the threads of its pool, while the calling thread waits; else as {@link #run(int, int, Part)}. */
    public static void run(List<Share> shares, Part part) {
        checkInterrupted();
        Queue[] queues = shares.stream().map(s -> new Queue(s.parts())).toArray(Queue[]::new);
        Job job = new Job(part, queues);
        List<Queue> left = new ArrayList<>();
        for (int i = 0; i < queues.length; i++) {
            Share share = shares.get(i);
            int threads = Math.min(share.threads(), Math.min(share.pool().size(), queues[i].size()));
            if (share.pool().help(job, queues[i], threads) == 0) {
                left.add(queues[i]);
            }
        }
        job.workAndWait(left.toArray(Queue[]::new));
    }

    /** For callers that do without {@link #run}: what it does between two parts. */
    public static void checkInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new JobInterruptedException();
        }
    }
}
