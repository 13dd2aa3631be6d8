// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks the contract of a plan, block by block. */
final class PlanContract {
    static final long BLOCK = 8192;

    /** Largest number of classes of a tested plan. */
    private static final int SAMPLED_CLASSES = 64;

    private PlanContract() {}

    /** The contents of blocks 0 .. n - 1. */
    static long[] contents(DedupPlan plan, int n) {
        long[] contents = new long[n];
        for (int b = 0; b < n; b++) {
            contents[b] = plan.contentOffset(b * BLOCK) / BLOCK;
        }
        return contents;
    }

    static void check(DedupPlan plan, int n, String name) {
        long[] contents = contents(plan, n);
        Map<Long, Long> copies = new HashMap<>();
        Map<Long, Long> first = new HashMap<>();
        for (int b = 0; b < n; b++) {
            copies.merge(contents[b], 1L, Long::sum);
            first.putIfAbsent(contents[b], (long) b);
        }
        // The contents are exactly 0 .. u - 1.
        assertThat((long) copies.size()).as(name).isEqualTo(n == 0 ? 0 : plan.uniqueBlocks());
        assertThat(Arrays.stream(contents).max().orElse(0)).as(name).isEqualTo(plan.uniqueBlocks() - 1);
        for (int b = 0; b < n; b++) {
            assertThat(plan.copies(b)).as("%s, block %d", name, b).isEqualTo(copies.get(contents[b]));
            assertThat(plan.firstCopy(b)).as("%s, block %d", name, b).isEqualTo(first.get(contents[b]));
        }
        checkOffsets(plan, n, contents, name);
        for (int size = 2; size <= 64; size *= 2) {
            checkUnits(plan, contents, size, name);
        }
        checkSample(plan, n, name);
        checkRanges(plan, contents, name);
    }

    private static void checkRanges(DedupPlan plan, long[] contents, String name) {
        int n = contents.length;
        for (int first = 0; first <= n; first += 1 + n / 7) {
            for (int end = first; end <= n; end += 1 + n / 11) {
                assertThat(plan.uniqueBlocks(first, end - first))
                        .as("%s, blocks %d to %d", name, first, end)
                        .isEqualTo(UnitCount.exactly(
                                Arrays.stream(contents, first, end).distinct().count()));
            }
            assertThat(plan.uniqueBlocks(first, n - first).value())
                    .as("%s, from block %d", name, first)
                    .isEqualTo(Arrays.stream(contents, first, n).distinct().count());
        }
    }

    private static void checkOffsets(DedupPlan plan, int n, long[] contents, String name) {
        for (int b = 0; b < n; b++) {
            for (long within : new long[] {0, 4097, BLOCK - 1}) {
                long position = b * BLOCK + within;
                assertThat(plan.contentOffset(position)).as(name).isEqualTo(contents[b] * BLOCK + within);
                long run = plan.runLength(position);
                assertThat(run).as(name).isPositive();
                long end = Math.min(n * BLOCK, position + run);
                for (long next = (b + 1) * BLOCK; next < end; next += BLOCK) {
                    assertThat(contents[(int) (next / BLOCK)])
                            .as("%s: run of %d at %d", name, run, position)
                            .isEqualTo(contents[b] + next / BLOCK - b);
                }
            }
        }
    }

    private static void checkUnits(DedupPlan plan, long[] contents, int size, String name) {
        Set<List<Long>> units = new HashSet<>();
        int count = contents.length / size;
        for (int g = 0; g < count; g++) {
            units.add(Arrays.stream(contents, g * size, (g + 1) * size).boxed().toList());
        }
        UnitCount unique = plan.uniqueUnits(count, size);
        if (unique.isExact()) {
            assertThat(unique.value()).as("%s, units of %d blocks", name, size).isEqualTo(units.size());
        } else {
            assertThat(unique.value()).as("%s, units of %d blocks", name, size).isGreaterThanOrEqualTo(units.size());
        }
    }

    /** A sample has about that many blocks, because each class has at least one, and uses all of its contents. */
    private static void checkSample(DedupPlan plan, int n, String name) {
        for (int blocks = 1; blocks < n; blocks += 1 + blocks / 2) {
            BlockSample sample = plan.sample(blocks);
            assertThat(sample.blocks()).as(name).isBetween(1L, (long) blocks + SAMPLED_CLASSES);
            Set<Long> contents = new HashSet<>();
            for (long b = 0; b < sample.blocks(); b++) {
                contents.add(sample.plan().contentOffset(b * BLOCK) / BLOCK);
            }
            assertThat(contents).as("%s, sample of %d blocks", name, blocks).hasSize((int)
                    sample.plan().uniqueBlocks());
        }
    }
}
