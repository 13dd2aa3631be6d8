// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.parallel.Slices;
import io.dgen.internal.stream.ChunkPublisher;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;

/**
 * Ranges of streams, one after the other, such as the bytes of a file of a {@link Dataset}. Immutable and thread-safe; holds
 * no memory and no thread.
 *
 * @param ranges in their order, at least one, with at most 2^63 - 4096 bytes together
 */
public record DataRanges(List<DataRange> ranges) {
    /**
     * Keeps a copy of the list.
     *
     * @throws IllegalArgumentException if there are no ranges, or too many bytes
     */
    public DataRanges {
        ranges = List.copyOf(Objects.requireNonNull(ranges, "ranges"));
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("0 ranges: expected at least 1");
        }
        long most = Long.MAX_VALUE - DataRange.PAGE_BYTES;
        for (DataRange range : ranges) {
            most -= range.lengthBytes();
            if (most < 0) {
                throw new IllegalArgumentException("too many bytes: expected at most "
                        + (Long.MAX_VALUE - DataRange.PAGE_BYTES) + " in all ranges together");
            }
        }
    }

    /** {@return the sum of the lengths in bytes} */
    public long lengthBytes() {
        return ranges.stream().mapToLong(DataRange::lengthBytes).sum();
    }

    /**
     * {@return a part of these bytes}
     *
     * @param offset of the part, in bytes
     * @param lengthBytes of the part, at most the rest
     * @throws IndexOutOfBoundsException if the part exceeds these bytes
     */
    public DataRanges slice(long offset, long lengthBytes) {
        Objects.checkFromIndexSize(offset, lengthBytes, lengthBytes());
        List<DataRange> parts = new ArrayList<>();
        long start = 0;
        for (DataRange range : ranges) {
            long from = Math.clamp(offset - start, 0, range.lengthBytes());
            long to = Math.clamp(offset + lengthBytes - start, 0, range.lengthBytes());
            if (from < to) {
                parts.add(range.stream().range(range.offset() + from, to - from));
            }
            start += range.lengthBytes();
        }
        DataRange first = ranges.getFirst();
        return new DataRanges(parts.isEmpty() ? List.of(first.stream().range(first.offset(), 0)) : parts);
    }

    /**
     * {@return a publisher of these bytes, for any number of subscriptions, as {@link DataRange#publisher()}} If each range
     * begins at a multiple of 4096 in its stream, and all except the last one have multiples of 4096 bytes, no page is made
     * twice.
     */
    public Flow.Publisher<ByteBuffer> publisher() {
        long start = ranges.getFirst().offset() % DataRange.PAGE_BYTES; // chunks end at the ends of pages
        return new ChunkPublisher(
                (position, target) -> fill(position - start, target),
                new Slices(start, lengthBytes(), DataRange.USUAL_CHUNK_BYTES));
    }

    private void fill(long offset, MemorySegment target) {
        long done = 0;
        for (DataRange part : slice(offset, target.byteSize()).ranges) {
            part.stream().fillUnchecked(part.offset(), target.asSlice(done, part.lengthBytes()));
            done += part.lengthBytes();
        }
    }
}
