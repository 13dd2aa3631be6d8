// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.plan;

import static io.dgen.internal.plan.PlanContract.BLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.dgen.internal.format.Domain;
import io.dgen.internal.format.StreamKey;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScatteredPlanTest {
    private static final StreamKey KEY = StreamKey.derive(Domain.DEDUP, 1, 2);

    private static final int[] SIZES = {0, 1, 2, 3, 4, 5, 7, 11, 31, 32, 100, 127, 128, 257, 1009};

    private static DedupPlan copies(long n, long[] copies, double... shares) {
        return ScatteredPlan.of(KEY, ContentClasses.ofCopies(n, copies, shares), BLOCK);
    }

    /** Half of a large stream is not counted. */
    @Test
    void largeRangesAreEstimated() {
        int n = 1 << 22;
        DedupPlan plan = copies(n, new long[] {1, 2, 10}, .8, .1, .1);
        long[] contents = PlanContract.contents(plan, n / 2);

        UnitCount unique = plan.uniqueBlocks(0, n / 2);

        assertThat(unique.isExact()).isFalse();
        assertThat((double) unique.value())
                .isCloseTo(Arrays.stream(contents).distinct().count(), withinPercentage(0.2));
        assertThat(plan.uniqueBlocks(0, n - 1).isExact()).isTrue();
        assertThat(plan.uniqueBlocks(5, 1 << 20).isExact()).isTrue();
    }

    @Test
    void countsOfHistogramsMatchABlockByBlockCount() {
        for (int n : SIZES) {
            PlanContract.check(copies(n, new long[] {1}, 1), n, "1@1, " + n);
            PlanContract.check(copies(n, new long[] {3}, 1), n, "3@1, " + n);
            PlanContract.check(copies(n, new long[] {1L << 51}, 1), n, "2^51@1, " + n);
            PlanContract.check(copies(n, new long[] {1, 2, 10}, .8, .1, .1), n, "three, " + n);
            PlanContract.check(copies(n, new long[] {1, 1000}, .999, .001), n, "1000@0.001, " + n);
            PlanContract.check(copies(n, new long[] {2, 5, 7, 9}, .25, .25, .25, .25), n, "four, " + n);
        }
    }

    @Test
    void countsOfHotSetsMatchABlockByBlockCount() {
        for (int n : SIZES) {
            for (double ratio : new double[] {1.9, 2.5, 4, 33.3}) {
                DedupPlan plan = ScatteredPlan.of(KEY, ContentClasses.ofHotSet(n, ratio, .05, .5), BLOCK);
                PlanContract.check(plan, n, "ratio " + ratio + ", " + n);
                assertThat(plan.uniqueBlocks()).isEqualTo(RoundRobinPlan.contentBlocks(n, ratio));
            }
        }
    }

    /** Each content of a class with c copies occurs c times, give or take one. */
    @Test
    void theHistogramIsTheRequestedOne() {
        int n = 20_000; // mean 2: 10000 contents
        long[] contents = PlanContract.contents(copies(n, new long[] {1, 2, 10}, .8, .1, .1), n);

        assertThat(histogram(contents)).isEqualTo(Map.of(1L, 8000L, 2L, 1000L, 10L, 1000L));
    }

    @Test
    void theHistogramOfAnOddNumberOfBlocksIsOffByOneAtMost() {
        int n = 100_003;
        long[] contents = PlanContract.contents(copies(n, new long[] {3, 7}, .5, .5), n);

        Map<Long, Long> histogram = histogram(contents);
        assertThat(histogram.keySet()).allMatch(c -> Math.abs(c - 3) <= 1 || Math.abs(c - 7) <= 1);
        assertThat((double) histogram.get(3L)).isCloseTo(n / 5.0 / 2, within(5.0));
        assertThat((double) histogram.get(7L)).isCloseTo(n / 5.0 / 2, within(8.0));
    }

    private static Map<Long, Long> histogram(long[] contents) {
        Map<Long, Long> copies =
                Arrays.stream(contents).boxed().collect(Collectors.groupingBy(c -> c, Collectors.counting()));
        return copies.values().stream()
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    @Test
    void theHotSetHasItsShares() {
        int n = 100_000;
        long[] contents =
                PlanContract.contents(ScatteredPlan.of(KEY, ContentClasses.ofHotSet(n, 2.5, .05, .5), BLOCK), n);

        // 40000 contents, 2000 of them hot
        Map<Long, Long> copies =
                Arrays.stream(contents).boxed().collect(Collectors.groupingBy(c -> c, Collectors.counting()));
        assertThat(copies).hasSize(40_000);
        assertThat(copies.values().stream().filter(c -> c == 25)).hasSize(2000);
        assertThat(copies.values().stream().filter(c -> c <= 2)).hasSize(38_000);
    }

    /** Each tenth of the stream has a tenth of the hot writes. */
    @Test
    void hotBlocksAreSpreadOverTheStream() {
        int n = 100_000;
        long[] contents =
                PlanContract.contents(ScatteredPlan.of(KEY, ContentClasses.ofHotSet(n, 2.5, .05, .5), BLOCK), n);
        for (int tenth = 0; tenth < 10; tenth++) {
            long hot = Arrays.stream(contents, tenth * n / 10, (tenth + 1) * n / 10)
                    .filter(c -> c < 2000)
                    .count();
            assertThat(hot).as("tenth %d", tenth).isCloseTo(5000, within(300L));
        }
    }

    @Test
    void withoutDuplicatesNothingMoves() {
        DedupPlan plan = copies(1L << 51, new long[] {1}, 1);

        assertThat(plan.contentOffset(Long.MAX_VALUE - 1)).isEqualTo(Long.MAX_VALUE - 1);
        assertThat(plan.uniqueBlocks()).isEqualTo(1L << 51);
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 51, (1L << 51) - 1, 1_000_000_007})
    void nothingOverflowsInLargeStreams(long n) {
        SplittableRandom random = new SplittableRandom(4);
        DedupPlan[] plans = {
            ScatteredPlan.of(KEY, ContentClasses.ofCopies(n, new long[] {1, 2, 10}, new double[] {.8, .1, .1}), 4096),
            ScatteredPlan.of(KEY, ContentClasses.ofCopies(n, new long[] {1, 1L << 51}, new double[] {.5, .5}), 4096),
            ScatteredPlan.of(KEY, ContentClasses.ofHotSet(n, 2.5, .05, .5), 4096),
            ScatteredPlan.of(KEY, ContentClasses.ofHotSet(n, 1.0000001, .5, .5), 4096)
        };
        for (DedupPlan plan : plans) {
            for (int i = 0; i < 10_000; i++) {
                long position = random.nextLong(Math.min(n, (1L << 51) - 1) * 4096);
                long offset = plan.contentOffset(position);
                assertThat(offset).isNotNegative();
                assertThat(offset / 4096).isLessThan(plan.uniqueBlocks());
                assertThat(offset % 4096).isEqualTo(position % 4096);
                assertThat(plan.runLength(position)).isBetween(1L, Long.MAX_VALUE - offset);
                assertThat(plan.copies(position / 4096)).isBetween(1L, n);
            }
        }
    }
}
