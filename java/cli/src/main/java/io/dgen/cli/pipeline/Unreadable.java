// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import io.dgen.cli.io.Source;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads on behind read errors, and keeps the ranges that cannot be read. Thread-safe. */
final class Unreadable {
    /** The unit of storage devices: smaller reads find nothing more. */
    private static final long SECTOR_BYTES = 512;

    /** With more unreadable bytes, the device has failed, and each further error would take time. */
    private static final long MAX_BYTES = 64 << 20;

    /** Lengths by position; ranges do not touch. */
    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    private long bytes;

    /**
     * Fills the buffer except for the bytes that cannot be read.
     *
     * @return as {@link Source#read}; unreadable bytes count
     * @throws IOException if the source cannot be read behind an error, or the errors are too many
     */
    long read(Source source, MemorySegment buffer, long position) throws IOException {
        try {
            return source.read(buffer, position);
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            if (!source.canSkip()) {
                throw e;
            }
            long half = (buffer.byteSize() / 2 + SECTOR_BYTES - 1) / SECTOR_BYTES * SECTOR_BYTES;
            if (half >= buffer.byteSize()) {
                add(position, buffer.byteSize(), e);
                return buffer.byteSize();
            }
            long first = read(source, buffer.asSlice(0, half), position);
            return first < half ? first : half + read(source, buffer.asSlice(half), position + half);
        }
    }

    private synchronized void add(long position, long length, IOException error) throws IOException {
        bytes += length;
        if (bytes > MAX_BYTES) {
            throw error;
        }
        long start = position;
        long end = position + length;
        Map.@Nullable Entry<Long, Long> before = ranges.lowerEntry(start);
        if (before != null && before.getKey() + before.getValue() == start) {
            start = before.getKey();
        }
        @Nullable Long after = ranges.remove(end);
        ranges.put(start, end + (after == null ? 0 : after) - start);
    }

    /** {@return the ranges in a part of the source, in order} A range is cut at the ends of the part. */
    synchronized List<StreamRange> within(long position, long length) {
        Long first = ranges.floorKey(position);
        return ranges.subMap(first == null ? position : first, position + length).entrySet().stream()
                .map(entry -> cut(entry.getKey(), entry.getKey() + entry.getValue(), position, position + length))
                .filter(range -> range.length() > 0)
                .toList();
    }

    private static StreamRange cut(long start, long end, long from, long to) {
        long low = Math.max(start, from);
        return new StreamRange(low, Math.max(0, Math.min(end, to) - low));
    }
}
