// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.scale;

import io.dgen.SystemInfo;
import io.dgen.bench.measure.Candidate;
import io.dgen.bench.measure.NoiseGate;
import io.dgen.bench.measure.TimeBudget;
import io.dgen.bench.thread.ThreadRun;
import io.dgen.bench.thread.ThreadRunner;
import io.dgen.bench.thread.ThreadTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures the parts that are named, or all, and prints a Markdown table of each.
 *
 * @param rounds number of rounds
 * @param jobs per round of {@link DispatchCost}
 * @param gate repeats disturbed measurements
 */
public record Scale(TimeBudget rounds, long sampleNanos, int jobs, NoiseGate gate) {
    /** Time for waiting until other programs leave the CPUs. */
    private static final double MAX_WAIT_SECONDS = 300;

    private static final Map<String, Consumer<Scale>> PARTS = new LinkedHashMap<>();

    static {
        PARTS.put("dispatch", DispatchCost::print);
        PARTS.put("lines", CacheLineSharing::print);
        PARTS.put("calls", CallScaling::print);
        PARTS.put("split", SplitComparison::print);
    }

    /** The arguments are names of parts, and {@code --quick}. */
    public static void main(String[] args) {
        List<String> names = new ArrayList<>(List.of(args));
        Scale scale = names.remove("--quick")
                ? new Scale(TimeBudget.ofRounds(3), 40_000_000, 20, new NoiseGate(0))
                : new Scale(TimeBudget.ofRounds(9), 80_000_000, 60, new NoiseGate(MAX_WAIT_SECONDS));
        for (String name : names) {
            if (!PARTS.containsKey(name)) {
                System.err.println("no part '" + name + "': expected one of " + String.join(", ", PARTS.keySet()));
                System.exit(2);
            }
        }
        SystemInfo system = SystemInfo.get();
        System.out.println(system.cpuModel() + ", " + system.availableCpus() + " CPUs, tier " + system.autoTier() + "; "
                + system.operatingSystem() + "; Java " + system.jdk() + "; medians of "
                + scale.rounds.maxRounds() + " rounds, candidates take turns");
        PARTS.forEach((name, part) -> {
            if (names.isEmpty() || names.contains(name)) {
                System.out.println();
                part.accept(scale);
            }
        });
        System.out.println("\n" + scale.gate.summary());
    }

    /** {@return a task on the threads of a runner, for a sample's time} */
    Candidate<ThreadRun> candidate(ThreadRunner runner, ThreadTask task) {
        return () -> gate.measure(() -> runner.repeatFor(task, sampleNanos));
    }
}
