package io.dgen.benchmarks.ratio;

import static io.dgen.benchmarks.ratio.Rows.contender;

import io.dgen.SystemInfo;
import io.dgen.Tier;
import io.dgen.benchmarks.CallBenchmark;
import io.dgen.benchmarks.EngineBenchmark;
import io.dgen.benchmarks.FillBenchmark;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The regression guard: a few ratios, measured in about a minute, against floors far below what they usually are. A busy
 * machine or another CPU does not fail it; a tier that is not chosen, a copy too many or code that is no longer compiled
 * well does. It proves no bar of {@link Rows}.
 */
public final class Guard {
    /** From the fastest on. */
    private static final List<Tier> BEST = List.of(Tier.AVX512, Tier.AVX2, Tier.NEON, Tier.PORTABLE);

    /** Part of a CPU that a thread must get where time is told by the clock. */
    private static final double FREE = 0.9;

    private static final long PROBE_NANOS = 100_000_000;

    /**
     * A ratio and the least that it may be.
     *
     * @param usual what it is on quiet machines
     * @param floors by the best tier that the CPU has, whichever the engine chose; not checked where there is none
     */
    record Check(RatioRow row, String usual, Map<Tier, Double> floors) {}

    static final List<Check> CHECKS = List.of(
            // A wrong tier: the portable one comes to 0.09 of memset and to 0.9 of the loop.
            vectorised(
                    RatioRow.of(
                            "guard-fill",
                            "native fill, 1 MiB, vs memset in C",
                            0,
                            contender(FillBenchmark.class, "fill", Rows.SIZE_1_MIB),
                            contender(FillBenchmark.class, "memset", Rows.SIZE_1_MIB)),
                    "AVX2 0.34, AVX-512 0.7",
                    0.17,
                    0.3),
            vectorised(from(PeerRows.ALL, "random-longs"), "AVX2 3.2, AVX-512 4", 1.6, 1.8),
            vectorised(from(FillRows.ALL, "fill-1g"), "AVX2 0.83 to 0.94, AVX-512 0.95", 0.45, 0.5),
            // The tier does not matter.
            everywhere(from(FillRows.ALL, "verify"), "0.9", 0.6),
            everywhere(from(CompressRows.ALL, "compress-verify"), "0.93", 0.6),
            // Not so in portable C, which makes 2:1 at half the rate of 1:1.
            vectorised(from(CompressRows.ALL, "compress-2"), "AVX2 1.5", 0.9, 0.75),
            // A copy of each chunk, or none of the inlining.
            everywhere(from(CallRows.ALL, "chunk-1m"), "1", 0.7),
            everywhere(from(CallRows.ALL, "chunk-size"), "1", 0.6),
            everywhere(from(CallRows.ALL, "array"), "0.98", 0.65),
            everywhere(
                    RatioRow.of(
                            "guard-call",
                            "native fill called from Java vs from C, 4 KiB",
                            0,
                            contender(CallBenchmark.class, "fromJava", Rows.SIZE_4_KIB),
                            contender(CallBenchmark.class, "fromC", Rows.SIZE_4_KIB)),
                    "0.8",
                    0.4),
            everywhere(from(CallRows.ALL, "one-shot"), "0.77", 0.15),
            // Vectors that are objects: 0.1.
            vectorised(
                    RatioRow.of(
                            "guard-vector",
                            "vector engine vs scalar engine, 1 MiB",
                            0,
                            contender(EngineBenchmark.class, "fill", "engine=VECTOR"),
                            contender(EngineBenchmark.class, "fill", "engine=SCALAR")),
                    "AVX2 2.4",
                    1,
                    1),
            everywhere(from(ThreadRows.ALL, "threads-1m"), "1.95", 1.3));

    private final SystemInfo system = SystemInfo.get();
    private final Tier best;
    private boolean failed;

    private Guard(Tier best) {
        this.best = best;
    }

    /** The arguments name some of the checks; all of them if there are none. */
    static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        SystemInfo system = SystemInfo.get();
        if (system.nativeLibrary() == null) {
            System.err.println("the native library is not loaded: " + system.engines());
            System.exit(1);
        }
        Tier best = BEST.stream()
                .filter(t -> system.tiers().contains(new SystemInfo.TierInfo(t, null)))
                .findFirst()
                .orElseThrow();
        System.out.println(Ratios.machine(system) + "; floors for " + best);
        System.out.println();
        System.out.println("| what | measured | floor | usual | |");
        System.out.println("|---|---|---|---|---|");
        Guard guard = new Guard(best);
        for (Check check : CHECKS) {
            if (args.length == 0 || List.of(args).contains(check.row().name())) {
                guard.run(check);
            }
        }
        if (args.length == 0) {
            guard.checkAllocation();
        }
        if (guard.failed) {
            System.out.println();
            System.out.println(
                    "Something is far slower than it was, here twice in a row; benchmarks/run measures all rows.");
        }
        System.exit(guard.failed ? 1 : 0);
    }

    private void run(Check check) throws IOException, InterruptedException, ExecutionException {
        Double floor = check.floors().get(best);
        String why = floor == null ? "no floor for " + best : unavailable(check.row());
        if (floor == null || why != null) {
            skip(check, why);
            return;
        }
        double first = check.row().measure(Settings.GUARD, false).value();
        if (first >= floor) {
            report(check.row(), Ratios.number(first), Double.toString(floor), check.usual(), true);
            return;
        }
        double second = check.row().measure(Settings.GUARD, false).value();
        why = unavailable(check.row());
        if (second < floor && why != null) {
            skip(check, why);
            return;
        }
        report(
                check.row(),
                Ratios.number(first) + ", again " + Ratios.number(second),
                Double.toString(floor),
                check.usual(),
                second >= floor);
    }

    /** What no busy machine changes. */
    private void checkAllocation() throws IOException, InterruptedException {
        for (Row row : ProcessRows.ALL) {
            if (row.name().equals("allocation-4k")) {
                double bytes = row.measure(Settings.GUARD, false).value();
                report(row, Ratios.number(bytes) + row.unit(), "at most 0", "0", row.met(bytes));
            }
        }
    }

    private void report(Row row, String measured, String floor, String usual, boolean met) {
        failed |= !met;
        System.out.printf(
                "| %s | %s | %s | %s | %s |%n", row.what(), measured, floor, usual, met ? "" : "**too slow**");
    }

    private static void skip(Check check, @Nullable String why) {
        System.out.printf("| %s | not checked | | %s | %s |%n", check.row().what(), check.usual(), why);
    }

    private @Nullable String unavailable(RatioRow row) throws InterruptedException, ExecutionException {
        String why = row.unavailable(system);
        if (why != null || row.cpus() == 1) {
            return why;
        }
        double share = freeShare(row.cpus());
        return share < FREE
                ? String.format(Locale.ROOT, "%d busy threads get %.2f of a CPU each", row.cpus(), share)
                : null;
    }

    /** What the unluckiest of some busy threads gets of a CPU. */
    private static double freeShare(int count) throws InterruptedException, ExecutionException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double least = 1;
        try (ExecutorService executor = Executors.newFixedThreadPool(count)) {
            List<Future<Double>> shares = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                shares.add(executor.submit(() -> {
                    long start = System.nanoTime();
                    long cpu = threads.getCurrentThreadCpuTime();
                    while (System.nanoTime() - start < PROBE_NANOS) {
                        Thread.onSpinWait();
                    }
                    return (double) (threads.getCurrentThreadCpuTime() - cpu) / (System.nanoTime() - start);
                }));
            }
            for (Future<Double> share : shares) {
                least = Math.min(least, share.get());
            }
        }
        return least;
    }

    private static RatioRow from(List<RatioRow> rows, String name) {
        return rows.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
    }

    private static Check vectorised(RatioRow row, String usual, double avx2, double avx512) {
        return new Check(row, usual, Map.of(Tier.AVX2, avx2, Tier.AVX512, avx512));
    }

    private static Check everywhere(RatioRow row, String usual, double floor) {
        Map<Tier, Double> floors = new EnumMap<>(Tier.class);
        BEST.forEach(t -> floors.put(t, floor));
        return new Check(row, usual, floors);
    }
}
