// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.format;

import java.util.ArrayList;
import java.util.List;

/** The first ranges of wrong bytes, in ascending order. Ranges with a small gap between them become one. Not thread-safe. */
public final class ByteRanges {
    /**
     * Largest number of right bytes between wrong ones that does not end a range. Of random bytes, every 256th is right
     * by chance; a misplaced block is to be reported as one range.
     */
    public static final int MAX_GAP_BYTES = 63;

    /** Largest number of ranges. The last one may be incomplete, because later ones are not located. */
    public static final int CAPACITY = 16;

    private record Range(long offset, long end) {}

    /** Creates the public type of a range. */
    public interface Factory<T> {
        T create(long offset, long length);
    }

    private final List<Range> ranges = new ArrayList<>();

    /** Adds a range that starts after the end of all others; ignores it if there are enough. */
    public void add(long offset, long end) {
        if (!ranges.isEmpty() && offset - ranges.getLast().end <= MAX_GAP_BYTES) {
            ranges.add(new Range(ranges.removeLast().offset, end));
        } else if (!isFull()) {
            ranges.add(new Range(offset, end));
        }
    }

    /** Adds the ranges of the next part, which starts at {@code offset}. */
    public void addAll(long offset, ByteRanges next) {
        next.ranges.forEach(range -> add(offset + range.offset, offset + range.end));
    }

    public boolean isFull() {
        return ranges.size() == CAPACITY;
    }

    /** Number of ranges. */
    public int count() {
        return ranges.size();
    }

    /** Start of the first range; there is at least one. */
    public long start() {
        return ranges.getFirst().offset;
    }

    /** End of the last range; there is at least one. */
    public long end() {
        return ranges.getLast().end;
    }

    /** The first {@code most} ranges, or all. */
    public <T> List<T> first(int most, Factory<T> factory) {
        return ranges.stream()
                .limit(most)
                .map(range -> factory.create(range.offset, range.end - range.offset))
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteRanges o && ranges.equals(o.ranges);
    }

    @Override
    public int hashCode() {
        return ranges.hashCode();
    }

    @Override
    public String toString() {
        return ranges.toString();
    }
}
