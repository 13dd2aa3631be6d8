package io.dgen;

import java.util.ArrayList;
import java.util.List;

/**
 * What a check found. Immutable.
 *
 * @param expectedBytes number of bytes that there should have been
 * @param checkedBytes number of bytes that there were, at most {@code expectedBytes}
 * @param isLonger whether there were more bytes than expected; they were not checked
 * @param wrongBytes number of bytes, of those checked, that differ from the recipe's
 * @param wrongRanges the first ranges that hold wrong bytes, in order, at most {@link #MAX_WRONG_RANGES}
 */
public record Verification(
        long expectedBytes, long checkedBytes, boolean isLonger, long wrongBytes, List<WrongRange> wrongRanges) {
    /** Most ranges that a result lists; {@link #wrongBytes} counts the bytes of all. */
    public static final int MAX_WRONG_RANGES = 10;

    /**
     * Right bytes between wrong ones that do not end a range: of random bytes every 256th is right by chance, and a
     * swapped block is one range to its reader.
     */
    static final int MAX_GAP_BYTES = 63;

    /**
     * Bytes that are wrong, but for gaps of less than 64 right ones.
     *
     * @param offset position in the stream of the first wrong byte
     * @param length number of bytes up to the last wrong one
     */
    public record WrongRange(long offset, long length) {
        /** {@return the position in the stream after the last wrong byte} */
        public long end() {
            return offset + length;
        }
    }

    /** Keeps a copy of the list. */
    public Verification {
        wrongRanges = List.copyOf(wrongRanges);
    }

    static Verification ok(long bytes) {
        return new Verification(bytes, bytes, false, 0, List.of());
    }

    /** {@return whether all bytes are there, no other, and every one is right} */
    public boolean isOk() {
        return wrongBytes == 0 && checkedBytes == expectedBytes && !isLonger;
    }

    /** {@return the position in the stream of the first wrong byte; -1 if all that were checked are right} */
    public long firstWrongOffset() {
        return wrongRanges.isEmpty() ? -1 : wrongRanges.getFirst().offset();
    }

    /**
     * {@return the result for this range and the one that follows it in the stream} Lengths and counts are added.
     *
     * @param next of the range that starts where this one ends
     */
    public Verification then(Verification next) {
        if (next.wrongBytes == 0 && wrongBytes == 0) {
            return new Verification(
                    expectedBytes + next.expectedBytes,
                    checkedBytes + next.checkedBytes,
                    isLonger || next.isLonger,
                    0,
                    List.of());
        }
        List<WrongRange> ranges = new ArrayList<>(wrongRanges);
        for (WrongRange range : next.wrongRanges) {
            append(ranges, range);
        }
        return new Verification(
                expectedBytes + next.expectedBytes,
                checkedBytes + next.checkedBytes,
                isLonger || next.isLonger,
                wrongBytes + next.wrongBytes,
                ranges.subList(0, Math.min(ranges.size(), MAX_WRONG_RANGES)));
    }

    /** Adds a range that lies behind all others, joining it with the last one where the gap is small. */
    static void append(List<WrongRange> ranges, WrongRange range) {
        if (!ranges.isEmpty() && range.offset - ranges.getLast().end() <= MAX_GAP_BYTES) {
            WrongRange last = ranges.removeLast();
            ranges.add(new WrongRange(last.offset, range.end() - last.offset));
        } else {
            ranges.add(range);
        }
    }

    Verification withLength(long expected, boolean isLonger) {
        return new Verification(expected, checkedBytes, isLonger, wrongBytes, wrongRanges);
    }
}
