// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class IdSetTest {
    private static final int IDS = 40;
    private final Random random = new Random(7);

    private IdSet randomSet(BitSet bits) {
        IdSet set = IdSet.EMPTY;
        for (int i = random.nextInt(5); i > 0; i--) {
            int from = random.nextInt(IDS);
            int to = random.nextInt(IDS);
            set = set.or(IdSet.range(from, to));
            if (from < to) {
                bits.set(from, to);
            }
        }
        return set;
    }

    private static long[] ids(IdSet set) {
        LongStream all = LongStream.empty();
        for (int i = 0; i < set.ranges(); i++) {
            assertThat(set.from(i)).isGreaterThan(i == 0 ? -1 : set.to(i - 1));
            all = LongStream.concat(all, LongStream.range(set.from(i), set.to(i)));
        }
        return all.toArray();
    }

    private static long[] ids(BitSet bits) {
        return bits.stream().asLongStream().toArray();
    }

    @Test
    void equalsAModel() {
        for (int round = 0; round < 20_000; round++) {
            BitSet a = new BitSet();
            BitSet b = new BitSet();
            IdSet left = randomSet(a);
            IdSet right = randomSet(b);
            BitSet union = (BitSet) a.clone();
            union.or(b);
            BitSet both = (BitSet) a.clone();
            both.and(b);
            BitSet rest = (BitSet) a.clone();
            rest.andNot(both);
            assertThat(ids(left.or(right))).isEqualTo(ids(union));
            assertThat(ids(left.and(right))).isEqualTo(ids(both));
            assertThat(ids(left.minus(left.and(right)))).isEqualTo(ids(rest));
            assertThat(left.size()).isEqualTo(a.cardinality());
            assertThat(left.equals(right)).isEqualTo(a.equals(b));
            long from = random.nextInt(IDS) - 5;
            long to = random.nextInt(IDS);
            assertThat(ids(left.slice(from, to)))
                    .isEqualTo(LongStream.of(ids(a))
                            .limit(to)
                            .skip(Math.max(0, from))
                            .toArray());
            if (!left.isEmpty()) {
                assertThat(left.first()).isEqualTo(a.nextSetBit(0));
                assertThat(left.last()).isEqualTo(a.length() - 1);
            }
        }
    }
}
