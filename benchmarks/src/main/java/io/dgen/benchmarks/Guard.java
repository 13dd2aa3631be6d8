// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.SystemInfo;
import io.dgen.Tier;
import io.dgen.bench.machine.MachineDescription;
import io.dgen.bench.report.MarkdownTable;
import io.dgen.bench.thread.ThreadRunner;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The regression guard: a few rows, measured in about a minute, with floors far below their usual values. It passes on a
 * busy machine or another CPU; it fails if a tier is not chosen, bytes are copied once more or code is no longer compiled
 * well. It proves no bar of the table.
 */
public final class Guard {
    /** Fraction of a CPU that a thread must get where the clock times it. */
    private static final double MIN_CPU_SHARE = 0.9;

    private static final long PROBE_NANOS = 100_000_000;

    /**
     * The decision.
     *
     * @param measured the values
     * @param remark why the check was skipped or failed; empty otherwise
     */
    record Verdict(boolean isFailed, String measured, String remark) {
        private static Verdict skipped(String reason) {
            return new Verdict(false, "not checked", reason);
        }
    }

    private Guard() {}

    /** The arguments name some of the checks; all of them run if there are none. */
    static void main(String[] args) {
        SystemInfo system = SystemInfo.get();
        if (system.nativeLibrary() == null) {
            System.err.println("the native library is not loaded: " + system.engines());
            System.exit(1);
        }
        Tier best = bestTier(system);
        System.out.println(MachineDescription.of(system) + "; floors for " + best);
        System.out.println();
        MarkdownTable.head("what", "measured", "floor", "usual", "").forEach(System.out::println);
        boolean isFailed = false;
        for (Row row : checked()) {
            if (args.length == 0 || List.of(args).contains(row.name())) {
                isFailed |= isFailed(row, best, system);
            }
        }
        if (isFailed) {
            System.out.println();
            System.out.println(
                    "Some ratios are far below their usual values, twice in a row; benchmarks/run measures all rows.");
        }
        System.exit(isFailed ? 1 : 0);
    }

    static List<Row> checked() {
        return Row.all().filter(row -> !row.floors().isEmpty()).toList();
    }

    /** {@return the best tier that the CPU has, whichever the engine chose} */
    static Tier bestTier(SystemInfo system) {
        return Stream.of(Tier.AVX512, Tier.AVX2, Tier.NEON, Tier.PORTABLE)
                .filter(t -> system.tiers().contains(new SystemInfo.TierInfo(t, null)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFailed(Row row, Tier best, SystemInfo system) {
        Bar floor = row.floor(best);
        Verdict verdict = floor == null
                ? Verdict.skipped("no floor for " + best)
                : check(floor, () -> row.measure(Effort.GUARD, new Fork()).value(), () -> obstacle(row, system));
        System.out.println(MarkdownTable.row(
                row.what(), verdict.measured, floor == null ? "" : floor.toString(), row.usual(), verdict.remark));
        return verdict.isFailed;
    }

    /**
     * Decides. A value below the floor counts only if it is below again, and if the machine has not become busy meanwhile.
     *
     * @param measurement returns the value
     * @param obstacle returns why the row cannot be measured now; null if it can
     */
    static Verdict check(Bar floor, DoubleSupplier measurement, Supplier<@Nullable String> obstacle) {
        String reason = obstacle.get();
        if (reason != null) {
            return Verdict.skipped(reason);
        }
        double first = measurement.getAsDouble();
        if (floor.isMet(first)) {
            return new Verdict(false, floor.format(first), "");
        }
        double second = measurement.getAsDouble();
        String measured = floor.format(first) + ", again " + floor.format(second);
        if (floor.isMet(second)) {
            return new Verdict(false, measured, "");
        }
        reason = obstacle.get();
        return reason == null ? new Verdict(true, measured, "**too slow**") : Verdict.skipped(reason);
    }

    private static @Nullable String obstacle(Row row, SystemInfo system) {
        String reason = BenchmarkSpec.unavailable(row.specs(), system);
        int cpus = row.specs().stream().mapToInt(BenchmarkSpec::cpus).max().orElse(1);
        if (reason != null || cpus == 1) {
            return reason;
        }
        try (ThreadRunner busyThreads = new ThreadRunner(cpus)) {
            double share =
                    busyThreads.repeatFor(_ -> Thread::onSpinWait, PROBE_NANOS).leastCpuShare();
            return share >= MIN_CPU_SHARE
                    ? null
                    : String.format(Locale.ROOT, "%d busy threads get %.2f of a CPU each", cpus, share);
        }
    }
}
