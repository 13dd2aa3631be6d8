// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.plan;

import io.dgen.internal.format.Literals;
import io.dgen.internal.format.Mix64;
import io.dgen.internal.format.StreamKey;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/** The literals of each content block, which determine its compression ratio. O(1) at any block. Immutable. */
public sealed interface LiteralPlan {

    /** The literals of the content block at that content offset. */
    Literals at(long contentOffset);

    /** Number of bytes, beginning at that content offset, that are known to have the same literals; at least 1. */
    long runLength(long contentOffset);

    /** Index of the mixture's component that the content block at that content offset has drawn. */
    int component(long contentOffset);

    /** One ratio for all blocks. */
    record Constant(Literals literals) implements LiteralPlan {
        @Override
        public Literals at(long contentOffset) {
            return literals;
        }

        @Override
        public long runLength(long contentOffset) {
            return Long.MAX_VALUE - contentOffset;
        }

        @Override
        public int component(long contentOffset) {
            return 0;
        }
    }

    /**
     * All versions of a content have the same literals (docs/format.md, "Generations").
     *
     * @param first the literals of the contents in generation 0
     * @param versionBytes bytes of the contents of one version; 2^63 if there is only one
     */
    record Versions(LiteralPlan first, long versionBytes) implements LiteralPlan {
        public static LiteralPlan of(LiteralPlan first, long versionBytes) {
            return first instanceof Constant ? first : new Versions(first, versionBytes);
        }

        @Override
        public Literals at(long contentOffset) {
            return first.at(inFirst(contentOffset));
        }

        @Override
        public long runLength(long contentOffset) {
            return first.runLength(inFirst(contentOffset));
        }

        @Override
        public int component(long contentOffset) {
            return first.component(inFirst(contentOffset));
        }

        private long inFirst(long contentOffset) {
            return Long.remainderUnsigned(contentOffset, versionBytes);
        }
    }

    /**
     * Each content block draws the literals of one of several components (docs/format.md, "Mixture"). The draws of 64
     * consecutive blocks are stratified, so that small streams also have the right shares.
     *
     * @param key the stream's key of {@link io.dgen.internal.format.Domain#COMPRESSION}
     * @param thresholds the least draw, as an unsigned number, of each component except the first
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Mixed(StreamKey key, long blockBytes, long[] thresholds, List<Literals> literals) implements LiteralPlan {
        private static final int GROUP_BITS = 6;
        private static final int IN_GROUP = (1 << GROUP_BITS) - 1;

        /** Blocks draw the literals in proportion to the weights, which need not have a sum of 1. */
        public static Mixed of(StreamKey key, long blockBytes, List<BigDecimal> weights, List<Literals> literals) {
            BigDecimal draws = new BigDecimal(BigInteger.TWO.pow(Long.SIZE));
            BigDecimal all = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            long[] thresholds = new long[weights.size() - 1];
            BigDecimal sum = BigDecimal.ZERO;
            for (int i = 0; i < thresholds.length; i++) {
                sum = sum.add(weights.get(i));
                thresholds[i] = sum.multiply(draws)
                        .divide(all, 0, RoundingMode.DOWN)
                        .toBigInteger()
                        .longValue();
            }
            return new Mixed(key, blockBytes, thresholds, literals);
        }

        @Override
        public Literals at(long contentOffset) {
            return literals.get(component(contentOffset));
        }

        @Override
        public int component(long contentOffset) {
            long draw = draw(contentOffset / blockBytes);
            int i = 0;
            while (i < thresholds.length && Long.compareUnsigned(draw, thresholds[i]) >= 0) {
                i++;
            }
            return i;
        }

        private long draw(long block) {
            long group = Mix64.mix(key.k1() + ((block >>> GROUP_BITS) + 1) * Mix64.GAMMA);
            int i = (int) block & IN_GROUP;
            i = permute(i, (int) group);
            i = permute(i, (int) (group >>> 2 * GROUP_BITS));
            long within = Mix64.mix(key.k2() + (block + 1) * Mix64.GAMMA) >>> GROUP_BITS;
            return (long) i << Long.SIZE - GROUP_BITS | within;
        }

        /** A bijection of 0 .. 63 by 12 random bits. */
        private static int permute(int i, int bits) {
            int x = (bits | 1) * i + (bits >>> GROUP_BITS) & IN_GROUP;
            return x ^ x >>> 3;
        }

        @Override
        public long runLength(long contentOffset) {
            return blockBytes - contentOffset % blockBytes;
        }
    }
}
