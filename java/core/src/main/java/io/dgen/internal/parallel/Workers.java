// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.parallel;

import io.dgen.internal.event.Events;
import io.dgen.internal.event.WorkerWaitEvent;
import java.util.List;

/**
 * Runs jobs on several threads. All generators use one pool of helper threads, and one pool per NUMA node on machines of
 * several nodes. Thread-safe.
 */
public final class Workers {
    /** Number of CPUs that the affinity and the cgroup quota allow, as the JDK counts them. */
    private static final int CPUS = Runtime.getRuntime().availableProcessors();

    private Workers() {}

    /** Lazy holder: single-threaded programs never create the pool. */
    private static final class Helpers {
        static final WorkerPool POOL = new WorkerPool("dgen-worker", Math.max(1, CPUS - 1), () -> {});
    }

    /** Number of threads that can run at the same time, the calling thread included. */
    public static int cpus() {
        return CPUS;
    }

    /**
     * Processes slices 0 .. slices - 1 on the calling thread and at most {@code threads - 1} helpers. When it returns or
     * throws, no slice is being processed any more.
     *
     * <p>The first exception or error of a slice ends the job and is thrown unchanged. An interrupt of the calling thread
     * ends the job too, with {@link JobInterruptedException}; the interrupt status stays set. The calling thread processes
     * slices itself, so a job ends even while other jobs occupy every helper.
     */
    public static void run(int slices, int threads, SliceTask task) {
        // Check before helpers start: they may finish all other slices while the calling thread processes its first.
        if (slices > 1) {
            checkInterrupted();
        }
        StackReserve.check();
        int helpers = Math.min(Math.min(threads, CPUS), slices) - 1;
        Job.Share share = new Job.Share(new SliceQueue(slices), helpers > 0 ? Helpers.POOL : null, helpers);
        run(true, slices, helpers, task, share);
    }

    /**
     * Processes each assignment on the threads of its pool while the calling thread waits. Exceptions and interrupts
     * are handled as in {@link #run(int, int, SliceTask)}.
     */
    public static void run(List<SliceAssignment> assignments, SliceTask task) {
        checkInterrupted();
        StackReserve.check();
        Job.Share[] shares = new Job.Share[assignments.size()];
        int slices = 0;
        int helpers = 0;
        for (int i = 0; i < shares.length; i++) {
            SliceAssignment assignment = assignments.get(i);
            SliceQueue queue = new SliceQueue(assignment.slices());
            int most = Math.min(assignment.pool().size(), queue.size());
            shares[i] = new Job.Share(queue, assignment.pool(), Math.min(assignment.threads(), most));
            slices += queue.size();
            helpers += shares[i].helpers();
        }
        run(false, slices, helpers, task, shares);
    }

    private static void run(boolean callerWorks, int slices, int helpers, SliceTask task, Job.Share... shares) {
        WorkerWaitEvent event = helpers > 0 && Events.areOn() ? WorkerWaitEvent.beginIfEnabled() : null;
        RecordedTask recorded = event == null ? null : new RecordedTask(task, event);
        new Job(recorded == null ? task : recorded).run(callerWorks, shares);
        if (recorded != null) {
            recorded.commit(slices, helpers);
        }
    }

    /** The interrupt check between two slices, for callers that process slices without {@link #run}. */
    public static void checkInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new JobInterruptedException();
        }
    }
}
