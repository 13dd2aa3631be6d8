// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.scale;

import io.dgen.SystemInfo;
import io.dgen.bench.machine.MachineDescription;
import io.dgen.bench.measure.Candidate;
import io.dgen.bench.measure.InterleavedMeasurement;
import io.dgen.bench.measure.NoiseGate;
import io.dgen.bench.measure.TimeBudget;
import io.dgen.bench.thread.ThreadRun;
import io.dgen.bench.thread.ThreadRunner;
import io.dgen.bench.thread.ThreadTask;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Measures the parts that are named, or all, and prints a Markdown table of each.
 *
 * @param jobs per round of {@link JobScaling}
 * @param gate repeats disturbed measurements
 */
public record Scale(int rounds, long sampleNanos, int jobs, NoiseGate gate) {
    /** Time for waiting until other programs leave the CPUs. */
    private static final double MAX_WAIT_SECONDS = 300;

    /** The arguments are names of parts, and {@code --quick}. */
    public static void main(String[] args) {
        Map<String, Consumer<Scale>> parts = new LinkedHashMap<>();
        parts.put("dispatch", JobScaling::printDispatch);
        parts.put("lines", Scale::printLines);
        parts.put("calls", CallScaling::printCalls);
        parts.put("split", JobScaling::printSplit);
        List<String> names = new ArrayList<>(List.of(args));
        Scale scale = names.remove("--quick")
                ? new Scale(3, 40_000_000, 20, new NoiseGate(0))
                : new Scale(9, 80_000_000, 60, new NoiseGate(MAX_WAIT_SECONDS));
        for (String name : names) {
            if (!parts.containsKey(name)) {
                System.err.println("no part '" + name + "': expected one of " + String.join(", ", parts.keySet()));
                System.exit(2);
            }
        }
        System.out.println(MachineDescription.of(SystemInfo.get()) + "; medians of " + scale.rounds
                + " rounds, candidates take turns");
        parts.forEach((name, part) -> {
            if (names.isEmpty() || names.contains(name)) {
                System.out.println();
                part.accept(scale);
            }
        });
        System.out.println("\n" + scale.gate.summary());
    }

    private static void printLines(Scale scale) {
        CallScaling.printCounters(scale);
        System.out.println();
        JobScaling.printQueues(scale);
    }

    /** {@return the samples of candidates that take turns, one per round, without disturbed ones} */
    <S> List<List<S>> measure(List<Supplier<S>> candidates) {
        List<Candidate<S>> gated = candidates.stream()
                .<Candidate<S>>map(c -> () -> gate.measure(c))
                .toList();
        return InterleavedMeasurement.run(gated, TimeBudget.ofRounds(rounds));
    }

    /** {@return a task on the threads of a runner, for a sample's time} */
    Supplier<ThreadRun> candidate(ThreadRunner runner, ThreadTask task) {
        return () -> runner.repeatFor(task, sampleNanos);
    }

    /** {@return native memory with all pages present} */
    static MemorySegment memory(long bytes) {
        return Arena.ofAuto().allocate(bytes, 4096).fill((byte) 1);
    }
}
