// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests them with a stream of which the bytes are known. */
class BytesAheadTest {
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

    private static void assertHas(BytesAhead ahead, long offset, int length, long limit) {
        int at = ahead.make(offset, length, limit);
        for (int i = 0; i < length; i++) {
            if (ahead.bytes()[at + i] != byteAt(offset + i)) {
                throw new AssertionError("byte " + i + " of the record of " + length + " bytes at " + offset);
            }
        }
        assertThat(ahead.has(offset, length)).isTrue();
        assertThat(ahead.segment().heapBase()).contains(ahead.bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 100, 4096, 10_000, 65_536, 100_000, 131_072, 131_073, 300_000})
    void makesEachPageOnceForAscendingRecords(int length) {
        long start = 12_345;
        long end = start + 8L * length + 500_000 / length * length;
        BytesAhead ahead = new BytesAhead(this::fill);
        for (long offset = start; offset < end; offset += length) {
            assertHas(ahead, offset, length, end);
        }
        assertThat(filled).isBetween(end - start, end - start + 64);
        assertThat(pages).isEqualTo((end + PAGE - 1) / PAGE - start / PAGE);
    }

    @Test
    void hasRecordsInAnyOrder() {
        SplittableRandom random = new SplittableRandom(1);
        long limit = 2_000_003;
        BytesAhead ahead = new BytesAhead(this::fill);
        for (int i = 0; i < 500; i++) {
            int length = random.nextInt(1 << random.nextInt(19));
            assertHas(ahead, random.nextLong(limit - length + 1), length, limit);
        }
    }

    @Test
    void theArrayIsAsLargeAsTheRangeNeeds() {
        BytesAhead ahead = new BytesAhead(this::fill);
        assertHas(ahead, 900, 50, 1000);
        assertThat(ahead.bytes()).hasSizeLessThan(200);

        BytesAhead large = new BytesAhead(this::fill);
        assertHas(large, Long.MAX_VALUE - 70, 70, Long.MAX_VALUE);
        assertHas(new BytesAhead(this::fill), 100, 0, 100);
    }

    @Test
    void anotherStreamHasOtherBytes() {
        BytesAhead ahead = new BytesAhead(this::fill);
        assertHas(ahead, 1000, 50, 2000);
        ahead.restart((_, target) -> target.fill((byte) 7));
        assertThat(ahead.has(1000, 50)).isFalse();
        int at = ahead.make(1000, 50, 2000);
        assertThat(Arrays.copyOfRange(ahead.bytes(), at, at + 50)).containsOnly(7);
    }

    @Test
    void aFailureLeavesNoWrongBytes() {
        BytesAhead ahead = new BytesAhead(this::fill);
        assertHas(ahead, 131_000, 72, 1 << 20);
        isFailing = true;
        assertThatIllegalStateException().isThrownBy(() -> ahead.make(131_000, 100, 1 << 20));
        assertThatIllegalStateException().isThrownBy(() -> ahead.make(131_000, 72, 1 << 20));
        isFailing = false;
        assertHas(ahead, 131_000, 100, 1 << 20);
    }
}
