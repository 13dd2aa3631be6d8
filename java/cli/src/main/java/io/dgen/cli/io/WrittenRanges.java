// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.util.Map;
import java.util.TreeMap;

/** The parts of an output that writes have covered; a hole is none of them. Thread-safe. */
public final class WrittenRanges {
    /** The ends of the ranges by their starts. Ranges do not touch. */
    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    private long total;

    /** Adds a range that no earlier one overlaps. */
    public synchronized void add(long position, long length) {
        if (length <= 0) {
            return;
        }
        total += length;
        Map.Entry<Long, Long> before = ranges.floorEntry(position);
        long start = before != null && before.getValue() == position ? before.getKey() : position;
        Long after = ranges.remove(position + length);
        ranges.put(start, after != null ? after : position + length);
    }

    /** {@return the number of bytes that were written} */
    public synchronized long total() {
        return total;
    }

    /** {@return the number of bytes that were written from position 0 without a gap} */
    public synchronized long prefix() {
        return ranges.getOrDefault(0L, 0L);
    }

    /** {@return the position after the last byte that was written} */
    public synchronized long end() {
        return ranges.isEmpty() ? 0 : ranges.lastEntry().getValue();
    }

    /**
     * {@return a sentence for messages}
     *
     * @param start the position in the file of position 0
     */
    public synchronized String text(long expectedBytes, long start) {
        return prefix() == total
                ? total + " of " + expectedBytes + " bytes were written"
                : "the first " + prefix() + " of " + expectedBytes + " bytes were written without a gap, and "
                        + (total - prefix()) + " bytes in parts up to offset " + (start + end());
    }
}
