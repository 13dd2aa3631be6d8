// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.scale;

import io.dgen.SystemInfo;
import io.dgen.bench.machine.MachineDescription;
import io.dgen.bench.measure.Candidate;
import io.dgen.bench.measure.NoiseGate;
import io.dgen.bench.measure.TimeBudget;
import io.dgen.bench.thread.ThreadRun;
import io.dgen.bench.thread.ThreadRunner;
import io.dgen.bench.thread.ThreadTask;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

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

    private static final List<String> PARTS = List.of("dispatch", "lines", "calls", "split");
    private static final List<Consumer<Scale>> PRINTERS =
            List.of(DispatchCost::print, CacheLineSharing::print, CallScaling::print, SplitComparison::print);

    /** The arguments are names of parts, and {@code --quick}. */
    public static void main(String[] args) {
        List<String> names = new ArrayList<>(List.of(args));
        Scale scale = names.remove("--quick")
                ? new Scale(TimeBudget.ofRounds(3), 40_000_000, 20, new NoiseGate(0))
                : new Scale(TimeBudget.ofRounds(9), 80_000_000, 60, new NoiseGate(MAX_WAIT_SECONDS));
        names.stream().filter(Predicate.not(PARTS::contains)).findFirst().ifPresent(name -> {
            System.err.println("no part '" + name + "': expected one of " + String.join(", ", PARTS));
            System.exit(2);
        });
        System.out.println(MachineDescription.of(SystemInfo.get()) + "; medians of " + scale.rounds.maxRounds()
                + " rounds, candidates take turns");
        for (String part : PARTS) {
            if (names.isEmpty() || names.contains(part)) {
                System.out.println();
                PRINTERS.get(PARTS.indexOf(part)).accept(scale);
            }
        }
        System.out.println("\n" + scale.gate.summary());
    }

    /** {@return a task on the threads of a runner, for a sample's time} */
    Candidate<ThreadRun> candidate(ThreadRunner runner, ThreadTask task) {
        return () -> gate.measure(() -> runner.repeatFor(task, sampleNanos));
    }
}
