// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.testing.Model;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundRobinPlanTest {
    private static final long MAX_BLOCKS = 1L << 51;

    /** Halves are rounded up. Many of these quotients are not exact in doubles: 7 / 2.8 is 2.5000000000000004. */
    @ParameterizedTest
    @CsvSource({
        "0, 1, 1",
        "0, 5, 1",
        "1, 1, 1",
        "1, 2, 1",
        "1, 1e300, 1",
        "3, 2, 2",
        "5, 2, 3",
        "7, 2.8, 3",
        "9, 3.6, 3",
        "21, 1.4, 15",
        "69, 4.6, 15",
        "69, 46, 2",
        "11, 1.1, 10",
        "10, 4, 3",
        "10, 4.0000001, 2",
        "10, 3.9999999, 3",
        "2251799813685248, 1, 2251799813685248",
        "2251799813685248, 1.0000000000000002, 2251799813685248",
        "2251799813685247, 2, 1125899906842624",
        "2251799813685248, 4503599627370496, 1",
        "2251799813685248, 1.7976931348623157e308, 1",
        "70368744177664, 3, 23456248059221"
    })
    void roundsHalfUp(long blocks, double ratio, long expected) {
        assertThat(RoundRobinPlan.contentBlocks(blocks, ratio)).isEqualTo(expected);
    }

    @Test
    void isExactRationalArithmetic() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 20_000; i++) {
            long blocks = random.nextLong(1L << random.nextInt(52));
            double ratio = randomRatio(random);
            assertThat(BigInteger.valueOf(RoundRobinPlan.contentBlocks(blocks, ratio)))
                    .as("%d blocks, ratio %s", blocks, ratio)
                    .isEqualTo(Model.contentBlocks(BigInteger.valueOf(blocks), ratio));
        }
    }

    /** Tests quotients with a fraction of exactly one half. */
    @Test
    void isExactAtHalves() {
        for (int tenths = 11; tenths <= 400; tenths++) {
            double ratio = tenths / 10.0;
            for (long odd = 1; odd < 40; odd += 2) {
                // blocks = odd / 2 * tenths / 10
                if (odd * tenths % 20 == 0) {
                    long blocks = odd * tenths / 20;
                    assertThat(RoundRobinPlan.contentBlocks(blocks, ratio))
                            .as("%d / %s", blocks, ratio)
                            .isEqualTo((odd + 1) / 2);
                }
            }
        }
    }

    private static double randomRatio(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> 1 + random.nextInt(1000) / 10.0;
            case 1 -> 1 + random.nextDouble();
            case 2 -> Math.nextUp(1.0 + random.nextInt(3));
            default -> 1 + Math.abs(Double.longBitsToDouble(random.nextLong() & 0x7FDF_FFFF_FFFF_FFFFL));
        };
    }

    @Test
    void mapsLogicalBlockToItsRemainder() {
        long block = 8192;
        RoundRobinPlan plan = new RoundRobinPlan(10, 3, block);
        for (long b = 0; b < 10; b++) {
            for (long within : new long[] {0, 1, 4095, 8191}) {
                assertThat(plan.contentOffset(b * block + within)).isEqualTo(b % 3 * block + within);
                assertThat(plan.runLength(b * block + within)).isEqualTo((3 - b % 3) * block - within);
            }
        }
    }

    @Test
    void isTheIdentityWithoutDuplicates() {
        for (long position : new long[] {0, 1, 1L << 40, Long.MAX_VALUE - 1}) {
            RoundRobinPlan plan = new RoundRobinPlan(MAX_BLOCKS, MAX_BLOCKS, 4096);
            assertThat(plan.contentOffset(position)).isEqualTo(position);
            assertThat(plan.runLength(position)).isGreaterThanOrEqualTo(Long.MAX_VALUE - position);
        }
    }

    @Test
    void contentNeverEndsBehindTheLastOffset() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 5000; i++) {
            long u = Math.max(1, random.nextLong(MAX_BLOCKS));
            RoundRobinPlan plan = new RoundRobinPlan(MAX_BLOCKS, u, 4096);
            long position = random.nextLong(Long.MAX_VALUE);
            long offset = plan.contentOffset(position);
            assertThat(offset).isBetween(0L, position);
            assertThat(plan.runLength(position)).isBetween(1L, Long.MAX_VALUE - offset);
            assertThat(offset)
                    .as("u %d, position %d", u, position)
                    .isEqualTo(position / 4096 % u * 4096 + position % 4096);
        }
    }
}
