package io.dgen.cli.bench;

import io.dgen.ByteSize;
import io.dgen.NumaTopology;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to measure.
 *
 * @param groups which
 * @param isQuick whether to make do with less of everything
 * @param rounds turns of each entrant
 * @param threads most threads
 * @param maxBytes largest buffer, a multiple of a page
 * @param ratios compression ratios
 * @param notes what was decided for the user
 */
public record Plan(
        Set<Group> groups,
        boolean isQuick,
        int rounds,
        int threads,
        long maxBytes,
        List<Double> ratios,
        List<String> notes) {
    public static final long MIN_MAX_BYTES = 64 << 10;
    public static final long MAX_MAX_BYTES = 64L << 30;

    public static final List<Double> RATIOS = List.of(1.0, 1.5, 2.0, 3.0, 5.0, 10.0);

    static final long PAGE_BYTES = 4096;

    private static final long MIB = 1 << 20;

    /** Where the system does not tell. */
    private static final long USUAL_CACHE_BYTES = 32 * MIB;

    private static final int CACHES = 4;

    /** Some CPUs have caches of more than 256 MiB, and four times that takes its time. */
    private static final long QUICK_MAX_BYTES = 256 * MIB;

    private static final long QUICK_MEMORY_BYTES = 512 * MIB;
    private static final long FULL_MEMORY_BYTES = 8192 * MIB;

    /** As asked for; null stands for what suits the machine. */
    public static Plan of(
            NumaTopology topology,
            int cpus,
            boolean isQuick,
            @Nullable Set<Group> groups,
            @Nullable Integer rounds,
            @Nullable Integer threads,
            @Nullable Long maxBytes,
            @Nullable List<Double> ratios) {
        List<String> notes = new ArrayList<>();
        return new Plan(
                groups == null ? EnumSet.allOf(Group.class) : groups,
                isQuick,
                rounds != null ? rounds : isQuick ? Pace.QUICK_ROUNDS : Pace.FULL_ROUNDS,
                threads == null ? cpus : threads,
                maxBytes == null ? defaultMaxBytes(topology, isQuick, notes) : maxBytes / PAGE_BYTES * PAGE_BYTES,
                ratios == null ? RATIOS : ratios,
                notes);
    }

    private static long defaultMaxBytes(NumaTopology topology, boolean isQuick, List<String> notes) {
        long cache = lastLevelCacheBytes(topology);
        if (cache == 0) {
            cache = USUAL_CACHE_BYTES;
            notes.add("the system does not tell the size of the last-level cache: " + ByteSize.format(cache)
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

    /** 0 if unknown. */
    static long lastLevelCacheBytes(NumaTopology topology) {
        return topology.caches().stream()
                .filter(c -> !c.type().equals("Instruction"))
                .mapToLong(NumaTopology.Cache::sizeBytes)
                .max()
                .orElse(0);
    }

    Pace pace() {
        return isQuick ? Pace.quick(rounds) : Pace.full(rounds);
    }

    /** Memory that the groups share: the largest buffer, one for each thread where that is not too much. */
    long wantedBytes() {
        long forAllThreads = groups.contains(Group.THREADS) ? threads * maxBytes : maxBytes;
        return Math.max(maxBytes, Math.min(forAllThreads, isQuick ? QUICK_MEMORY_BYTES : FULL_MEMORY_BYTES));
    }

    /** The same with smaller buffers, where there is less memory. */
    Plan within(long bytes) {
        if (bytes >= maxBytes) {
            return this;
        }
        List<String> more = new ArrayList<>(notes);
        more.add("buffers up to " + ByteSize.format(bytes) + " only, not " + ByteSize.format(maxBytes)
                + ": there is not more memory to spare");
        return new Plan(groups, isQuick, rounds, threads, bytes, ratios, more);
    }

    /** From 4 KiB to the largest, which need not be a power of two. */
    List<Long> sizes() {
        List<Long> sizes = new ArrayList<>();
        for (long size = PAGE_BYTES; size < maxBytes; size *= isQuick ? 4 : 2) {
            sizes.add(size);
        }
        sizes.add(maxBytes);
        return sizes;
    }

    /** Powers of two, and all. */
    List<Integer> threadCounts() {
        List<Integer> counts = new ArrayList<>();
        for (int count = 1; count < threads; count *= 2) {
            counts.add(count);
        }
        counts.add(threads);
        return counts;
    }

    /** What programs pass from hand to hand. */
    long usualBytes() {
        return Math.min(MIB, maxBytes);
    }
}
