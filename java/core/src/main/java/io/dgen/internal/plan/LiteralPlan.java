package io.dgen.internal.plan;

import io.dgen.internal.format.Literals;
import io.dgen.internal.format.Mix64;
import io.dgen.internal.format.StreamKey;
import java.util.List;

/** Which literals the pages of a content block have: its compression ratio. O(1) at any block. Thread-safe. */
public sealed interface LiteralPlan {

    /** Those of the content block at that content offset. */
    Literals at(long contentOffset);

    /** Number of bytes from that content offset on, at least 1, that surely have the same. */
    long runLength(long contentOffset);

    /** Which of the mixture's parts the content block at that content offset has drawn, from 0 on. */
    int part(long contentOffset);

    /** One ratio for all. */
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
        public int part(long contentOffset) {
            return 0;
        }
    }

    /**
     * Each content block draws one of several (docs/format.md, "Mixture"). The draws of 64 consecutive blocks are
     * stratified, so that the shares are right in small streams too.
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Mixed(StreamKey key, long blockBytes, long[] thresholds, List<Literals> literals) implements LiteralPlan {
        private static final int GROUP_BITS = 6;
        private static final int IN_GROUP = (1 << GROUP_BITS) - 1;

        @Override
        public Literals at(long contentOffset) {
            return literals.get(part(contentOffset));
        }

        @Override
        public int part(long contentOffset) {
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
