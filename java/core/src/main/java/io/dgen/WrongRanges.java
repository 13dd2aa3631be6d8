package io.dgen;

import io.dgen.Verification.WrongRange;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Finds out where the bytes are that a check found wrong. Only called for parts that hold some, and stops early. */
final class WrongRanges {
    private static final int SCRATCH_BYTES = 64 << 10;

    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final DataStream stream;
    private final MemorySegment expected = MemorySegment.ofArray(new byte[SCRATCH_BYTES]);
    private final MemorySegment actual = MemorySegment.ofArray(new byte[SCRATCH_BYTES]);
    private final List<WrongRange> ranges = new ArrayList<>();

    WrongRanges(DataStream stream) {
        this.stream = stream;
    }

    /** At most {@link Verification#MAX_WRONG_RANGES} ranges, in order. */
    List<WrongRange> list() {
        return ranges.subList(0, Math.min(ranges.size(), Verification.MAX_WRONG_RANGES));
    }

    /** One range more than are reported, so that the last one reported is known to have ended. */
    boolean isFull() {
        return ranges.size() > Verification.MAX_WRONG_RANGES;
    }

    /** Compares bytes of a buffer, from {@code at} on, with the stream's from {@code offset} on. */
    void scan(long offset, MemorySegment buffer, long at, long length) {
        for (long done = 0; done < length && !isFull(); ) {
            long n = Math.min(SCRATCH_BYTES, length - done);
            stream.fillUnchecked(offset + done, expected, 0, n);
            MemorySegment.copy(buffer, at + done, actual, 0, n);
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
                Verification.append(ranges, new WrongRange(offset + i + first, last - first + 1));
            }
        }
        for (; i < length && !isFull(); i++) {
            if (expected.get(ValueLayout.JAVA_BYTE, i) != actual.get(ValueLayout.JAVA_BYTE, i)) {
                Verification.append(ranges, new WrongRange(offset + i, 1));
            }
        }
    }
}
