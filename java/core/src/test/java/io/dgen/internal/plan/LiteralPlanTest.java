// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dgen.internal.format.Domain;
import io.dgen.internal.format.Literals;
import io.dgen.internal.format.StreamKey;
import io.dgen.testing.Vectors;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LiteralPlanTest {
    private static final long BLOCK = 4096;

    /** Thresholds of the shares 0.2, 0.3 and 0.5. */
    private static final long[] THRESHOLDS = {share(0.2), share(0.5)};

    private static final List<Literals> LITERALS = List.of(new Literals(1, 8), new Literals(2, 8), new Literals(2, 7));

    private static long share(double share) {
        return (long) (share * 0x1p62) << 2;
    }

    private static LiteralPlan.Mixed mixed(long seed) {
        return new LiteralPlan.Mixed(StreamKey.derive(Domain.COMPRESSION, seed, 1), BLOCK, THRESHOLDS, LITERALS);
    }

    @Test
    void drawsMatchTheVectors() {
        for (Vectors.Draw v : Vectors.mixtures()) {
            StreamKey key = StreamKey.derive(Domain.COMPRESSION, v.seed(), v.stream());
            // One threshold is equal to the draw and one is 1 higher, so that only the middle component matches.
            LiteralPlan.Mixed mixed = new LiteralPlan.Mixed(key, BLOCK, new long[] {v.draw(), v.draw() + 1}, LITERALS);
            assertThat(mixed.at(v.block() * BLOCK)).as("%s", v).isEqualTo(LITERALS.get(1));
        }
    }

    @Test
    void sharesAreRightInEveryGroupOf64Blocks() {
        LiteralPlan.Mixed mixed = mixed(1);
        for (long group = 0; group < 200; group++) {
            long first = group * 64;
            assertThat(count(mixed, first, first + 64, 0) / 64.0).isCloseTo(0.2, within(1.01 / 64));
            assertThat(count(mixed, first, first + 64, 2) / 64.0).isCloseTo(0.5, within(1.01 / 64));
        }
        assertThat(count(mixed, 0, 64_000, 0) / 64_000.0).isCloseTo(0.2, within(0.0005));
    }

    @Test
    void theOrderDependsOnTheKeyAndOnTheGroup() {
        assertThat(pattern(mixed(1), 0)).isNotEqualTo(pattern(mixed(2), 0)).isNotEqualTo(pattern(mixed(1), 64));
    }

    @Test
    void aRunIsTheRestOfABlock() {
        assertThat(mixed(1).runLength(0)).isEqualTo(BLOCK);
        assertThat(mixed(1).runLength(3 * BLOCK + 1)).isEqualTo(BLOCK - 1);
        assertThat(new LiteralPlan.Constant(new Literals(5, 8)).runLength(7)).isEqualTo(Long.MAX_VALUE - 7);
        for (long at = 5 * BLOCK; at < 6 * BLOCK; at += 100) {
            assertThat(mixed(1).at(at)).isEqualTo(mixed(1).at(5 * BLOCK));
        }
    }

    private static long count(LiteralPlan plan, long from, long to, int i) {
        return LongStream.range(from, to)
                .filter(block -> plan.at(block * BLOCK).equals(LITERALS.get(i)))
                .count();
    }

    private static List<Literals> pattern(LiteralPlan plan, long from) {
        return LongStream.range(from, from + 64)
                .mapToObj(block -> plan.at(block * BLOCK))
                .toList();
    }
}
