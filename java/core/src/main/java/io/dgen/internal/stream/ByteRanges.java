// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.stream;

import java.util.ArrayList;
import java.util.List;

/** Ranges of wrong bytes in ascending order. Ranges with a small gap between them become one. Not thread-safe. */
public final class ByteRanges {
    /**
     * Largest number of right bytes between wrong ones that does not end a range. Of random bytes, every 256th is right
     * by chance; a misplaced block is to be reported as one range.
     */
    public static final int MAX_GAP_BYTES = 63;

    private record Range(long offset, long length) {
        long end() {
            return offset + length;
        }
    }

    /** Creates the public type of a range. */
    public interface Factory<T> {
        T create(long offset, long length);
    }

    private final List<Range> ranges = new ArrayList<>();

    /** Adds a range that starts after the end of all others. */
    public void add(long offset, long length) {
        if (!ranges.isEmpty() && offset - ranges.getLast().end() <= MAX_GAP_BYTES) {
            Range last = ranges.removeLast();
            ranges.add(new Range(last.offset, offset + length - last.offset));
        } else {
            ranges.add(new Range(offset, length));
        }
    }

    void addAll(ByteRanges next) {
        next.ranges.forEach(range -> add(range.offset, range.length));
    }

    public int count() {
        return ranges.size();
    }

    /** The first {@code most} ranges, or all. */
    public <T> List<T> first(int most, Factory<T> factory) {
        return ranges.stream()
                .limit(most)
                .map(range -> factory.create(range.offset, range.length))
                .toList();
    }
}
