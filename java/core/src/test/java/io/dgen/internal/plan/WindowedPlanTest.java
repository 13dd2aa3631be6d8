// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.plan;

import static io.dgen.internal.plan.PlanContract.BLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowedPlanTest {
    private static final long MAX_BLOCKS = 1L << 51;

    private static final double[] RATIOS = {1.0000000000000002, 1.001, 1.1, 1.5, 2, 2.5, 3, 3.3, 7.75, 10, 16, 31.9};

    @Test
    void countsMatchABlockByBlockCount() {
        for (double ratio : RATIOS) {
            for (int window : new int[] {2, 3, 4, 7, 8, 10, 16, 31, 32, 64, 100, 128}) {
                for (int n : new int[] {0, 1, 2, 3, 5, 31, 32, 64, 97, 128, 200, 257}) {
                    if (ratio <= window) {
                        String name = "ratio " + ratio + ", window " + window + ", blocks " + n;
                        PlanContract.check(WindowedPlan.of(n, window, ratio, BLOCK), n, name);
                    }
                }
            }
        }
    }

    /** Each window has its share of the contents, and no content of another window. */
    @Test
    void theRatioHoldsInEveryWindow() {
        for (double ratio : RATIOS) {
            for (int window : new int[] {32, 33, 50, 64}) {
                int n = 40 * window + 7;
                long[] contents = PlanContract.contents(WindowedPlan.of(n, window, ratio, BLOCK), n);
                long before = -1;
                for (int first = 0; first < n; first += window) {
                    int end = Math.min(n, first + window);
                    long[] different =
                            Arrays.stream(contents, first, end).distinct().toArray();
                    assertThat((double) different.length)
                            .as("ratio %s, window %d at %d", ratio, window, first)
                            .isBetween(
                                    Math.floor((end - first) / ratio), Math.max(1, Math.ceil((end - first) / ratio)));
                    assertThat(Arrays.stream(different).min().orElseThrow()).isEqualTo(before + 1);
                    before = Arrays.stream(different).max().orElseThrow();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.0000000000000002, 1.5, 2.5, 3, 1000, 4503599.5})
    void theRatioOfALongStreamIsExact(double ratio) {
        long window = 1L << 23;

        long unique = WindowedPlan.of(MAX_BLOCKS, window, ratio, 4096).uniqueBlocks();

        assertThat(Math.abs(unique - MAX_BLOCKS / ratio)).isLessThanOrEqualTo(1);
    }

    @Test
    void oneWindowIsRoundRobin() {
        for (double ratio : RATIOS) {
            for (int n = 1; n < 200; n++) {
                DedupPlan windowed = WindowedPlan.of(n, 500, ratio, BLOCK);
                DedupPlan plain = new RoundRobinPlan(n, RoundRobinPlan.contentBlocks(n, ratio), BLOCK);
                assertThat(PlanContract.contents(windowed, n))
                        .as("ratio %s, blocks %d", ratio, n)
                        .isEqualTo(PlanContract.contents(plain, n));
            }
        }
    }

    @Test
    void theSmallestWindowHoldsItsRatio() {
        for (int window = 2; window < 300; window++) {
            DedupPlan plan = WindowedPlan.of(10_000, window, window, BLOCK);
            assertThat(plan.uniqueBlocks()).as("window %d", window).isEqualTo((10_000 + window - 1) / window);
        }
    }

    @Test
    void nothingOverflowsInTheLargestStream() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            long window = 2 + random.nextLong(1L << random.nextInt(52));
            double ratio = Math.min(window, 1 + 1 / (random.nextDouble() * 2 + 1e-9) + Math.ulp(1.0));
            DedupPlan plan = WindowedPlan.of(MAX_BLOCKS, window, ratio, 4096);
            long position = random.nextLong(Long.MAX_VALUE);
            long offset = plan.contentOffset(position);
            assertThat(offset).as("window %d, ratio %s", window, ratio).isBetween(0L, position);
            assertThat(plan.runLength(position)).isBetween(1L, Long.MAX_VALUE - offset);
            assertThat(offset / 4096).isLessThan(plan.uniqueBlocks());
        }
    }
}
