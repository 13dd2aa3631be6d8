// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the block with a stream of which the bytes are known. */
class RecordBlockTest {
    private static final int PAGE = 4096;

    private long filled;
    private long pages;
    private boolean isFailing;

    private void fill(long offset, MemorySegment target) {
        if (isFailing) {
            throw new IllegalStateException("a failure");
        }
        filled += target.byteSize();
        pages += (offset + target.byteSize() + PAGE - 1) / PAGE - offset / PAGE;
        for (long i = 0; i < target.byteSize(); i++) {
            target.set(ValueLayout.JAVA_BYTE, i, byteAt(offset + i));
        }
    }

    private static byte byteAt(long offset) {
        return (byte) (offset * 0x9E3779B97F4A7C15L >>> 56);
    }

    private static void assertHas(RecordBlock block, long offset, int length) {
        int at = block.make(offset, length);
        for (int i = 0; i < length; i++) {
            if (block.bytes()[at + i] != byteAt(offset + i)) {
                throw new AssertionError("byte " + i + " of the record of " + length + " bytes at " + offset);
            }
        }
        assertThat(block.has(offset, length)).isTrue();
        assertThat(block.segment().heapBase()).contains(block.bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 100, 4096, 10_000, 65_536, 100_000, 131_072, 131_073, 300_000})
    void makesEachPageOnceForAscendingRecords(int length) {
        long start = 12_345;
        long end = start + 8L * length + 500_000 / length * length;
        RecordBlock block = new RecordBlock(this::fill, end);
        for (long offset = start; offset < end; offset += length) {
            assertHas(block, offset, length);
        }
        assertThat(filled).isBetween(end - start, end - start + 64);
        assertThat(pages).isEqualTo((end + PAGE - 1) / PAGE - start / PAGE);
    }

    @Test
    void hasRecordsInAnyOrder() {
        SplittableRandom random = new SplittableRandom(1);
        long limit = 2_000_003;
        RecordBlock block = new RecordBlock(this::fill, limit);
        for (int i = 0; i < 500; i++) {
            int length = random.nextInt(1 << random.nextInt(19));
            assertHas(block, random.nextLong(limit - length + 1), length);
        }
    }

    @Test
    void theArrayIsAsLargeAsTheRangeNeeds() {
        RecordBlock block = new RecordBlock(this::fill, 1000);
        assertHas(block, 900, 50);
        assertThat(block.bytes()).hasSizeLessThan(200);

        RecordBlock large = new RecordBlock(this::fill, Long.MAX_VALUE);
        assertHas(large, Long.MAX_VALUE - 70, 70);
        assertHas(new RecordBlock(this::fill, 100), 100, 0);
    }

    @Test
    void aFailureLeavesNoWrongBytes() {
        RecordBlock block = new RecordBlock(this::fill, 1 << 20);
        assertHas(block, 131_000, 72);
        isFailing = true;
        assertThatIllegalStateException().isThrownBy(() -> block.make(131_000, 100));
        assertThatIllegalStateException().isThrownBy(() -> block.make(131_000, 72));
        isFailing = false;
        assertHas(block, 131_000, 100);
    }
}
