// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

import io.dgen.internal.engine.PageEngine;
import io.dgen.internal.stream.StreamRanges;
import java.lang.foreign.MemorySegment;

/**
 * A stream to look for in found data. Thread-safe.
 *
 * @param number 0 for the stream that is verified; others in the order in which they are tried
 * @param sizeBytes length of the stream
 */
public record Origin(int number, StreamRanges ranges, long sizeBytes) {
    private static final int SAMPLE_BYTES = 64;

    /** Makes {@code target[from .. to)}, where {@code target[0]} is the byte of the stream at {@code offset}. */
    void fill(long offset, byte[] target, int from, int to) {
        MemorySegment part = MemorySegment.ofArray(target).asSlice(from, to - from);
        ranges.fill(offset + from, part, PageEngine.STORE_AUTO);
    }

    /** Whether the segment has the bytes of the stream at {@code offset}. */
    boolean isIn(MemorySegment segment, long offset) {
        if (offset < 0 || offset > sizeBytes - segment.byteSize()) {
            return false;
        }
        byte[] sample = new byte[(int) Math.min(SAMPLE_BYTES, segment.byteSize())];
        fill(offset, sample, 0, sample.length);
        MemorySegment start =
                MemorySegment.ofArray(new byte[sample.length]).copyFrom(segment.asSlice(0, sample.length));
        return MemorySegment.ofArray(sample).mismatch(start) < 0
                && ranges.verify(offset, segment).count() == 0;
    }
}
