// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.scale;

import io.dgen.bench.thread.ThreadTask;
import io.dgen.internal.parallel.SliceAssignment;
import io.dgen.internal.parallel.Workers;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** The cost of two CPUs writing one cache line. */
final class CacheLineSharing {
    private static final int COUNTS_PER_CALL = 1000;
    /** Distance of separate counters in ints: 256 bytes. */
    private static final int APART = 64;

    private static final int PARTS = 100_000;

    private CacheLineSharing() {}

    static void print(Scale scale) {
        ScaleTable counters = new ScaleTable(scale, 1, 2, 64);
        counters.add("counters of their own, 256 bytes apart", COUNTS_PER_CALL, counting(APART));
        counters.add("counters of their own, on one line", COUNTS_PER_CALL, counting(1));
        counters.add("one counter", COUNTS_PER_CALL, counting(0));
        System.out.println("Threads that count. ns: time per count of one thread.\n");
        counters.print("ns");
        // A queue for each worker, as on a machine with several nodes, or one queue for both.
        ScaleTable jobs = new ScaleTable(scale, 1);
        jobs.add("one worker", PARTS, job(Scale.slices(1, PARTS)));
        jobs.add("two workers, a queue for each", PARTS, job(Scale.slices(1, PARTS / 2), Scale.slices(1, PARTS / 2)));
        jobs.add("two workers, one queue", PARTS, job(Scale.slices(2, PARTS)));
        System.out.println("\nJobs of " + PARTS + " empty parts. ns: time per part.\n");
        jobs.print("ns");
    }

    private static ThreadTask counting(int distance) {
        AtomicIntegerArray counters = new AtomicIntegerArray(66 * APART);
        return thread -> {
            int index = APART + thread * distance;
            return () -> {
                for (int i = 0; i < COUNTS_PER_CALL; i++) {
                    counters.getAndIncrement(index);
                }
            };
        };
    }

    private static ThreadTask job(SliceAssignment... assignments) {
        return _ -> () -> Workers.run(List.of(assignments), part -> {});
    }
}
