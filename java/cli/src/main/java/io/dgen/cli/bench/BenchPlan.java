// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.ByteSize;
import io.dgen.NumaTopology;
import io.dgen.bench.measure.RepeatedTask.Repetition;
import io.dgen.bench.measure.TimeBudget;
import io.dgen.cli.exit.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Sizes, threads and ratios to measure, and for how long.
 *
 * @param isQuick whether there is less of everything
 * @param rounds of each point, at most
 * @param threads most threads
 * @param maxBytes largest buffer, a multiple of a page
 * @param ratios compression ratios
 * @param notes decisions that the user should know
 */
record BenchPlan(
        Set<Group> groups,
        boolean isQuick,
        int rounds,
        int threads,
        long maxBytes,
        List<Double> ratios,
        List<String> notes) {
    static final long MIN_MAX_BYTES = 64 << 10;
    private static final long MAX_MAX_BYTES = 64L << 30;

    static final long PAGE_BYTES = 4096;

    private static final int MIN_ROUNDS = 3;

    private static final long MILLI = 1_000_000;
    private static final long MIB = 1 << 20;

    /** Assumed where the system does not report a size. */
    private static final long USUAL_CACHE_BYTES = 32 * MIB;

    private static final int CACHES = 4;

    /** Some CPUs have caches of more than 256 MiB; four times that takes too long. */
    private static final long QUICK_MAX_BYTES = 256 * MIB;

    private static final long QUICK_MEMORY_BYTES = 512 * MIB;
    private static final long FULL_MEMORY_BYTES = 8192 * MIB;

    /**
     * Durations of the measurement of a point.
     *
     * @param compiled of a task that is compiled
     * @param inJava of an engine in Java, which the JVM compiles first
     */
    record PointBudget(TimeBudget rounds, Repetition compiled, Repetition inJava) {}

    /**
     * {@return the size of the largest buffer}
     *
     * @param notes gets the reasons for a size that is not the usual one
     */
    static long defaultMaxBytes(NumaTopology topology, boolean isQuick, List<String> notes) {
        long cache = lastLevelCacheBytes(topology);
        if (cache == 0) {
            cache = USUAL_CACHE_BYTES;
            notes.add("the system does not report the size of the last-level cache: " + ByteSize.format(cache)
                    + " assumed");
        }
        long bytes = Math.max(MIN_MAX_BYTES, wholePages(CACHES * cache));
        if (isQuick && bytes > QUICK_MAX_BYTES) {
            notes.add("buffers up to " + ByteSize.format(QUICK_MAX_BYTES) + " only, not " + CACHES
                    + " times the last-level cache: --quick");
            return QUICK_MAX_BYTES;
        }
        return Math.min(bytes, MAX_MAX_BYTES);
    }

    /** {@return a size that the user wants, in whole pages} */
    static long checkedMaxBytes(long bytes) throws Failure {
        String limits = MIN_MAX_BYTES + " (64KiB) to " + MAX_MAX_BYTES + " (64GiB) bytes";
        boolean isAllowed = bytes >= MIN_MAX_BYTES && bytes <= MAX_MAX_BYTES;
        Failure.unless(isAllowed, "largest size " + bytes + ": expected " + limits);
        return wholePages(bytes);
    }

    /** {@return the size; 0 if unknown} */
    static long lastLevelCacheBytes(NumaTopology topology) {
        return topology.caches().stream()
                .filter(c -> !c.type().equals("Instruction"))
                .mapToLong(NumaTopology.Cache::sizeBytes)
                .max()
                .orElse(0);
    }

    /** @param isHurried whether there are as few rounds as possible */
    PointBudget pointBudget(boolean isHurried) {
        TimeBudget most = new TimeBudget(MIN_ROUNDS, rounds, (isQuick ? 330 : 4_000) * MILLI);
        return new PointBudget(isHurried ? fewRounds() : most, repetition(0), repetition(compileNanos()));
    }

    /** The JVM compiles calls of the kernel after thousands of them: measurements of small buffers would wait. */
    PointBudget warmUpBudget() {
        return new PointBudget(fewRounds(), repetition(compileNanos()), repetition(compileNanos()));
    }

    private TimeBudget fewRounds() {
        return TimeBudget.ofRounds(Math.min(rounds, MIN_ROUNDS));
    }

    private long compileNanos() {
        return (isQuick ? 300 : 1_500) * MILLI;
    }

    /** One untimed call leaves the caches as a task's own calls leave them. */
    private Repetition repetition(long warmUpNanos) {
        return new Repetition((isQuick ? 2 : 4) * MILLI, warmUpNanos, 1);
    }

    static long wholePages(long bytes) {
        return bytes / PAGE_BYTES * PAGE_BYTES;
    }

    /** {@return the memory that the groups share: the largest buffer, for each thread if that is not too much} */
    long wantedBytes() {
        long forAllThreads = groups.contains(Group.THREADS) ? threads * maxBytes : maxBytes;
        return Math.max(maxBytes, Math.min(forAllThreads, isQuick ? QUICK_MEMORY_BYTES : FULL_MEMORY_BYTES));
    }

    /** {@return the same with smaller buffers if there is less memory} */
    BenchPlan within(long bytes) {
        if (bytes >= maxBytes) {
            return this;
        }
        List<String> more = new ArrayList<>(notes);
        more.add("buffers up to " + ByteSize.format(bytes) + " only, not " + ByteSize.format(maxBytes)
                + ": not enough free memory");
        return new BenchPlan(groups, isQuick, rounds, threads, bytes, ratios, more);
    }

    /** {@return sizes from 4 KiB to the largest, which need not be a power of two} */
    List<Long> sizes() {
        List<Long> sizes = new ArrayList<>();
        for (long size = PAGE_BYTES; size < maxBytes; size *= isQuick ? 4 : 2) {
            sizes.add(size);
        }
        sizes.add(maxBytes);
        return sizes;
    }

    /** {@return the size that programs usually pass on} */
    long usualBytes() {
        return Math.min(MIB, maxBytes);
    }
}
