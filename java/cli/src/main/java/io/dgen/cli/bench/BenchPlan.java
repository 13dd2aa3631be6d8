// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.ByteSize;
import io.dgen.NumaTopology;
import io.dgen.bench.measure.TimeBudget;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    static final long MAX_MAX_BYTES = 64L << 30;

    static final long PAGE_BYTES = 4096;

    private static final List<Double> RATIOS = List.of(1.0, 1.5, 2.0, 3.0, 5.0, 10.0);
    private static final int MIN_ROUNDS = 3;
    private static final int QUICK_ROUNDS = 9;
    private static final int FULL_ROUNDS = 15;

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
     * The user's wishes; null where the plan decides.
     *
     * @param maxBytes rounded down to pages by the plan
     */
    record Wishes(
            boolean isQuick,
            @Nullable Set<Group> groups,
            @Nullable Integer rounds,
            @Nullable Integer threads,
            @Nullable Long maxBytes,
            @Nullable List<Double> ratios) {}

    /**
     * Durations of the measurement of a point.
     *
     * @param sampleNanos least time of a sample
     * @param compileNanos time for the JVM to compile a task
     */
    record PointBudget(TimeBudget rounds, long sampleNanos, long compileNanos) {
        /** {@return the same with as few rounds as possible} */
        PointBudget hurried() {
            int few = Math.min(rounds.maxRounds(), MIN_ROUNDS);
            return new PointBudget(TimeBudget.ofRounds(few), sampleNanos, compileNanos);
        }
    }

    static BenchPlan of(NumaTopology topology, int cpus, Wishes wishes) {
        List<String> notes = new ArrayList<>();
        return new BenchPlan(
                Objects.requireNonNullElseGet(wishes.groups, () -> EnumSet.allOf(Group.class)),
                wishes.isQuick,
                Objects.requireNonNullElse(wishes.rounds, wishes.isQuick ? QUICK_ROUNDS : FULL_ROUNDS),
                Objects.requireNonNullElse(wishes.threads, cpus),
                wishes.maxBytes == null
                        ? defaultMaxBytes(topology, wishes.isQuick, notes)
                        : wishes.maxBytes / PAGE_BYTES * PAGE_BYTES,
                Objects.requireNonNullElse(wishes.ratios, RATIOS),
                notes);
    }

    private static long defaultMaxBytes(NumaTopology topology, boolean isQuick, List<String> notes) {
        long cache = lastLevelCacheBytes(topology);
        if (cache == 0) {
            cache = USUAL_CACHE_BYTES;
            notes.add("the system does not report the size of the last-level cache: " + ByteSize.format(cache)
                    + " assumed");
        }
        long bytes = Math.max(MIN_MAX_BYTES, CACHES * cache / PAGE_BYTES * PAGE_BYTES);
        if (isQuick && bytes > QUICK_MAX_BYTES) {
            notes.add("buffers up to " + ByteSize.format(QUICK_MAX_BYTES) + " only, not " + CACHES
                    + " times the last-level cache: --quick");
            return QUICK_MAX_BYTES;
        }
        return Math.min(bytes, MAX_MAX_BYTES);
    }

    /** {@return the size; 0 if unknown} */
    static long lastLevelCacheBytes(NumaTopology topology) {
        return topology.caches().stream()
                .filter(c -> !c.type().equals("Instruction"))
                .mapToLong(NumaTopology.Cache::sizeBytes)
                .max()
                .orElse(0);
    }

    PointBudget pointBudget() {
        return isQuick
                ? new PointBudget(new TimeBudget(MIN_ROUNDS, rounds, 330 * MILLI), 2 * MILLI, 300 * MILLI)
                : new PointBudget(new TimeBudget(MIN_ROUNDS, rounds, 4_000 * MILLI), 4 * MILLI, 1_500 * MILLI);
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
