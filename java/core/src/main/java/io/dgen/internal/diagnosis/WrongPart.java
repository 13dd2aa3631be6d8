// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

import io.dgen.internal.format.ByteRanges;
import io.dgen.internal.format.Mismatch;
import io.dgen.internal.format.Page;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The pages of a slice with its wrong bytes, as the caller's memory has them.
 *
 * @param offset of the first byte in the stream
 * @param first offset of the first wrong byte
 * @param end offset after the last wrong byte
 * @param wrong number of wrong bytes
 * @param isWrongThroughout whether no 64 right bytes in a row are in it
 */
record WrongPart(long offset, MemorySegment data, long first, long end, long wrong, boolean isWrongThroughout) {

    /** Whole pages where the slice has them, because a reason can hold for the bytes around the wrong ones, too. */
    static WrongPart of(long offset, MemorySegment slice, Mismatch mismatch) {
        ByteRanges ranges = mismatch.ranges();
        long sliceEnd = offset + slice.byteSize();
        long first = offset + ranges.start();
        long end = ranges.isFull() ? sliceEnd : offset + ranges.end();
        long start = Math.max(offset, first - first % Page.BYTES);
        long last = end + Math.min(-end & Page.BYTES - 1, sliceEnd - end);
        boolean isWhole = ranges.count() == 1
                && first - start <= ByteRanges.MAX_GAP_BYTES
                && last - end <= ByteRanges.MAX_GAP_BYTES;
        return new WrongPart(start, slice.asSlice(start - offset, last - start), first, end, mismatch.count(), isWhole);
    }

    /** The same part with a copy of its data. */
    WrongPart withData(MemorySegment copy) {
        return new WrongPart(offset, copy, first, end, wrong, isWrongThroughout);
    }

    int length() {
        return (int) data.byteSize();
    }

    /** A copy of some of the bytes. */
    byte[] copy(long from, int length) {
        byte[] copy = new byte[length];
        MemorySegment.copy(data, ValueLayout.JAVA_BYTE, from - offset, copy, 0, length);
        return copy;
    }

    byte[] copy() {
        return copy(offset, length());
    }
}
