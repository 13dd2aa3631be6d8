// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.stream;

import io.dgen.internal.engine.PageEngine;
import io.dgen.internal.format.Mismatch;
import io.dgen.internal.parallel.SliceTask;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A range of one stream, and a range of another one behind it.
 *
 * @param firstOffset position in the first stream of byte 0
 * @param firstLength number of bytes of the first stream
 * @param secondOffset position in the second stream of the next byte
 */
public record JoinedRanges(
        StreamRanges first, long firstOffset, long firstLength, StreamRanges second, long secondOffset)
        implements ByteSource {
    @Override
    public void fill(long offset, MemorySegment buffer, int store) {
        long inFirst = inFirst(offset, buffer);
        if (inFirst > 0) {
            first.fill(firstOffset + offset, buffer.asSlice(0, inFirst), store);
        }
        if (inFirst < buffer.byteSize()) {
            second.fill(inSecond(offset + inFirst), buffer.asSlice(inFirst), store);
        }
    }

    /** Positions of {@code wrong} are those of the stream that a slice is of. */
    @Override
    public Mismatch verify(long offset, MemorySegment buffer, @Nullable WrongSlices wrong) {
        long inFirst = inFirst(offset, buffer);
        Mismatch found =
                inFirst == 0 ? Mismatch.NONE : first.verify(firstOffset + offset, buffer.asSlice(0, inFirst), wrong);
        return inFirst == buffer.byteSize()
                ? found
                : found.then(inFirst, second.verify(inSecond(offset + inFirst), buffer.asSlice(inFirst), wrong));
    }

    private long inFirst(long offset, MemorySegment buffer) {
        return Math.clamp(firstLength - offset, 0, buffer.byteSize());
    }

    private long inSecond(long offset) {
        return secondOffset + offset - firstLength;
    }

    @Override
    public PageEngine engine() {
        return first.engine();
    }

    @Override
    public int threads() {
        return first.threads();
    }

    @Override
    public void run(int slices, SliceTask task) {
        first.run(slices, task);
    }
}
