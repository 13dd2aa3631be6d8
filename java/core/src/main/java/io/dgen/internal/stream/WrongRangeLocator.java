// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.stream;

import io.dgen.internal.engine.PageEngine;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Locates wrong bytes in parts that are known to contain some. Stops after one range more than wanted, because only
 * then the last wanted range is known to be complete.
 */
final class WrongRangeLocator {
    private static final int SCRATCH_BYTES = 64 << 10;

    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final StreamRanges stream;
    private final int wanted;
    private final MemorySegment expected = MemorySegment.ofArray(new byte[SCRATCH_BYTES]);
    private final MemorySegment actual = MemorySegment.ofArray(new byte[SCRATCH_BYTES]);
    private final ByteRanges ranges = new ByteRanges();

    /** @param wanted number of ranges to locate */
    WrongRangeLocator(StreamRanges stream, int wanted) {
        this.stream = stream;
        this.wanted = wanted;
    }

    ByteRanges ranges() {
        return ranges;
    }

    boolean isFull() {
        return ranges.count() > wanted;
    }

    /** Compares the bytes of a segment with those of the stream, beginning at {@code offset}. */
    void scan(long offset, MemorySegment segment) {
        long length = segment.byteSize();
        for (long done = 0; done < length && !isFull(); ) {
            long n = Math.min(SCRATCH_BYTES, length - done);
            stream.fill(offset + done, expected.asSlice(0, n), PageEngine.STORE_REGULAR);
            MemorySegment.copy(segment, done, actual, 0, n);
            compare(offset + done, n);
            done += n;
        }
    }

    private void compare(long offset, long length) {
        long i = 0;
        for (; i + Long.BYTES <= length && !isFull(); i += Long.BYTES) {
            long difference = expected.get(WORD, i) ^ actual.get(WORD, i);
            if (difference != 0) {
                int first = Long.numberOfTrailingZeros(difference) / Byte.SIZE;
                int last = Long.BYTES - 1 - Long.numberOfLeadingZeros(difference) / Byte.SIZE;
                ranges.add(offset + i + first, last - first + 1);
            }
        }
        for (; i < length && !isFull(); i++) {
            if (expected.get(ValueLayout.JAVA_BYTE, i) != actual.get(ValueLayout.JAVA_BYTE, i)) {
                ranges.add(offset + i, 1);
            }
        }
    }
}
