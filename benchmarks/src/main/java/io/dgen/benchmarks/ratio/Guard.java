// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.ratio;

import io.dgen.SystemInfo;
import io.dgen.Tier;
import io.dgen.bench.machine.MachineDescription;
import io.dgen.bench.report.MarkdownTable;
import io.dgen.bench.thread.ThreadRunner;
import io.dgen.benchmarks.BenchmarkSpec;
import io.dgen.benchmarks.ratio.GuardCheck.Outcome;
import io.dgen.benchmarks.ratio.GuardCheck.Verdict;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The regression guard: a few ratios, measured in about a minute, with floors far below their usual values. It passes on a
 * busy machine or another CPU; it fails if a tier is not chosen, bytes are copied once more or code is no longer compiled
 * well. It proves no bar of {@link Rows}.
 */
public final class Guard {
    /** From the fastest. */
    static final List<Tier> TIERS = List.of(Tier.AVX512, Tier.AVX2, Tier.NEON, Tier.PORTABLE);

    /** Fraction of a CPU that a thread must get where the clock times it. */
    private static final double MIN_CPU_SHARE = 0.9;

    private static final long PROBE_NANOS = 100_000_000;

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
        for (GuardCheck check : GuardCheck.ALL) {
            if (args.length == 0 || List.of(args).contains(check.row().name())) {
                isFailed |= isFailed(check, best, system);
            }
        }
        isFailed |= args.length == 0 && isAllocationFailed();
        if (isFailed) {
            System.out.println();
            System.out.println(
                    "Some ratios are far below their usual values, twice in a row; benchmarks/run measures all rows.");
        }
        System.exit(isFailed ? 1 : 0);
    }

    /** {@return the best tier that the CPU has, whichever the engine chose} */
    static Tier bestTier(SystemInfo system) {
        return TIERS.stream()
                .filter(t -> system.tiers().contains(new SystemInfo.TierInfo(t, null)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFailed(GuardCheck check, Tier best, SystemInfo system) {
        Row row = check.row();
        Verdict verdict = check.check(best, () -> measure(row), () -> obstacle(row, system));
        String floor = verdict.outcome() == Outcome.SKIPPED
                ? ""
                : String.valueOf(check.floors().get(best));
        return print(row.what(), verdict, floor, check.usual());
    }

    /** Load on the machine does not change allocation. */
    private static boolean isAllocationFailed() {
        Row row = Rows.find("allocation-4k");
        double bytes = measure(row);
        Outcome outcome = row.bar().isMet(bytes) ? Outcome.PASSED : Outcome.FAILED;
        return print(row.what(), new Verdict(outcome, row.bar().format(bytes), ""), "at most 0", "0");
    }

    private static double measure(Row row) {
        return row.measurement().measure(Effort.GUARD, new Fork()).value();
    }

    private static boolean print(String what, Verdict verdict, String floor, String usual) {
        boolean isFailed = verdict.outcome() == Outcome.FAILED;
        System.out.println(MarkdownTable.row(
                what, verdict.measured(), floor, usual, isFailed ? "**too slow**" : verdict.reason()));
        return isFailed;
    }

    private static @Nullable String obstacle(Row row, SystemInfo system) {
        String reason = row.unavailable(system);
        int cpus = row.candidates().stream().mapToInt(BenchmarkSpec::cpus).max().orElseThrow();
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
