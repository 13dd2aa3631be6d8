package io.dgen.benchmarks.scale;

import io.dgen.internal.parallel.SliceAssignment;
import io.dgen.internal.parallel.WorkerPool;
import io.dgen.internal.parallel.Workers;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/** What it costs when two CPUs write one cache line. */
final class Lines {
    private static final int PER_RUN = 1000;
    /** Ints from one counter to the next, in bytes 256. */
    private static final int APART = 64;

    private static final int PARTS = 100_000;

    private Lines() {}

    static void measure(Scale.Settings settings) {
        Turns turns = new Turns(settings, 1, 2, 64);
        turns.add("counters of their own, 256 bytes apart", PER_RUN, counting(APART));
        turns.add("counters of their own, on one line", PER_RUN, counting(1));
        turns.add("one counter", PER_RUN, counting(0));
        System.out.println("Threads that count. ns: time per count of one thread.\n");
        turns.print(true);
        System.out.println();
        shares(settings);
    }

    private static Team.Task counting(int distance) {
        AtomicIntegerArray counters = new AtomicIntegerArray(66 * APART);
        return thread -> {
            int index = APART + thread * distance;
            return () -> {
                for (int i = 0; i < PER_RUN; i++) {
                    counters.getAndIncrement(index);
                }
            };
        };
    }

    /** One job of two workers, with a queue for each (as where there are nodes) or one for both. */
    private static void shares(Scale.Settings settings) {
        WorkerPool left = new WorkerPool("bench-left", 1, () -> {});
        WorkerPool right = new WorkerPool("bench-right", 1, () -> {});
        WorkerPool both = new WorkerPool("bench-both", 2, () -> {});
        int[] all = IntStream.range(0, PARTS).toArray();
        int[] half = IntStream.range(0, PARTS / 2).toArray();
        Turns turns = new Turns(settings, 1);
        turns.add("one worker", PARTS, job(new SliceAssignment(left, 1, all)));
        turns.add(
                "two workers, a queue for each",
                PARTS,
                job(new SliceAssignment(left, 1, half), new SliceAssignment(right, 1, half)));
        turns.add("two workers, one queue", PARTS, job(new SliceAssignment(both, 2, all)));
        System.out.println("Jobs of " + PARTS + " empty parts. ns: time per part.\n");
        turns.print(true);
    }

    private static Team.Task job(SliceAssignment... shares) {
        List<SliceAssignment> list = List.of(shares);
        return thread -> () -> Workers.run(list, part -> {});
    }
}
