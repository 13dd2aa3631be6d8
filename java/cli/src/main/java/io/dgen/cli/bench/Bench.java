package io.dgen.cli.bench;

import io.dgen.SystemInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Measures this machine by a plan. */
public final class Bench {
    private Bench() {}

    /**
     * On the calling thread and, where the plan has more, on others.
     *
     * @param watcher is told of each group before it is measured
     * @throws io.dgen.NumaException if there is no memory for even the smallest buffers
     * @throws IllegalStateException if the native library is not there: it has the ceilings
     */
    public static BenchResult run(SystemInfo info, Plan wanted, Consumer<Group> watcher) {
        long start = System.nanoTime();
        try (BenchMemory memory = BenchMemory.allocate(wanted.wantedBytes())) {
            Plan plan = wanted.within(memory.bytes());
            Groups groups = new Groups(info, plan, memory);
            Clock.warmUp();
            groups.warmUp();
            List<GroupResult> results = new ArrayList<>();
            for (Group group : plan.groups()) {
                watcher.accept(group);
                results.add(groups.run(group));
            }
            return BenchResult.of(info, plan, results, System.nanoTime() - start);
        }
    }
}
