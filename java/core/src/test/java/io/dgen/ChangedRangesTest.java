// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dgen.testing.Configs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangedRangesTest {
    private static final int SIZE = 300_001;
    private static final int BLOCK = 4096;

    private static Recipe recipe(String keys) {
        return Recipe.parse("dgen1:seed=3,size=" + SIZE + ",block=4KiB,change=15%," + keys);
    }

    private static byte[] bytes(Recipe recipe) {
        byte[] bytes = new byte[SIZE];
        new DataStream(Configs.of(recipe)).fill(0, bytes);
        return bytes;
    }

    /** The ranges of blocks that differ, found in the data. */
    private static List<ByteRange> compared(byte[] a, byte[] b, int offset, int end) {
        List<ByteRange> ranges = new ArrayList<>();
        for (int at = offset; at < end; ) {
            int next = Math.min(end, at - at % BLOCK + BLOCK);
            if (!Arrays.equals(a, at, next, b, at, next)) {
                boolean isAdjacent = !ranges.isEmpty() && ranges.getLast().end() == at;
                long start = isAdjacent ? ranges.removeLast().offset() : at;
                ranges.add(new ByteRange(start, next - start));
            }
            at = next;
        }
        return ranges;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dedup=1",
                "dedup=2.5",
                "dedup=2.5,window=64KiB",
                "dedup=copies(1@0.5+10@0.5)",
                "dedup=3,hot=10%@50%",
                "dedup=1,compress=3,texture=cells"
            })
    void areThoseThatDifferInTheData(String keys) {
        Recipe recipe = recipe(keys);
        byte[] second = bytes(recipe.withGeneration(2));
        for (int other : new int[] {0, 1, 2, 3, 5, 9, 40}) {
            byte[] data = bytes(recipe.withGeneration(other));
            List<ByteRange> expected = compared(data, second, 0, SIZE);
            assertThat(recipe.changedRanges(other, 2)).as("%d", other).containsExactlyElementsOf(expected);
            assertThat(recipe.withGeneration(7).changedRanges(2, other)).containsExactlyElementsOf(expected);
            assertThat(recipe.changedRanges(other, 2, 10_000, 250_001))
                    .containsExactlyElementsOf(compared(data, second, 10_000, 260_001));
        }
    }

    @Test
    void areEmptyWithoutAChange() {
        assertThat(recipe("dedup=1").changedRanges(4, 4)).isEmpty();
        assertThat(recipe("dedup=1").changedRanges(0, 9, SIZE, 0)).isEmpty();
        assertThat(recipe("dedup=1").withGeneration(0).changedRanges(0, 1, 0, 0))
                .isEmpty();
    }

    @Test
    void areFoundAtAnyOffsetOfALargeStreamWithoutAWalkFromItsStart() {
        Recipe recipe = Recipe.parse("dgen1:seed=3,size=1EiB,block=4KiB,dedup=2,hot=5%@50%,change=50%");
        long offset = (1L << 59) + 17;

        assertThat(recipe.changedRanges(0, 1, offset, 1 << 20)
                        .mapToLong(ByteRange::length)
                        .sum())
                .isBetween(400_000L, 650_000L);
        assertThat(recipe.changedRanges(0, 1).limit(3)).hasSize(3);
    }

    @Test
    void refuseGenerationsThatDoNotExist() {
        Recipe none = Recipe.parse("dgen1:seed=3,size=1MiB");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> none.changedRanges(0, 1))
                .withMessageStartingWith("generation 1 without change: expected both");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe("dedup=1").changedRanges(-1, 1))
                .withMessageStartingWith("generation -1: expected 0 to 2147483647");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> recipe("dedup=1").changedRanges(0, 1, 1, SIZE));
    }
}
