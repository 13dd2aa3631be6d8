// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.format.ByteRanges;
import io.dgen.internal.format.Mismatch;
import java.util.List;
import java.util.Objects;

/**
 * Result of a check. Immutable.
 *
 * @param expectedBytes number of bytes that were expected
 * @param checkedBytes number of bytes that were present and checked, at most {@code expectedBytes}
 * @param isLonger whether more bytes than expected were present; those were not checked
 * @param wrongBytes number of checked bytes that differ from those of the recipe
 * @param wrongRanges the first ranges of wrong bytes, in order, at most {@link #MAX_WRONG_RANGES}
 */
public record Verification(
        long expectedBytes, long checkedBytes, boolean isLonger, long wrongBytes, List<WrongRange> wrongRanges) {
    /** Largest number of ranges in a result; {@link #wrongBytes} counts the bytes of all ranges. */
    public static final int MAX_WRONG_RANGES = 10;

    /**
     * A range of wrong bytes; it may contain gaps of fewer than 64 right ones.
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
        wrongRanges = List.copyOf(Objects.requireNonNull(wrongRanges, "wrongRanges"));
    }

    static Verification ok(long bytes) {
        return new Verification(bytes, bytes, false, 0, List.of());
    }

    static Verification of(long offset, long bytes, Mismatch wrong) {
        ByteRanges ranges = new ByteRanges();
        ranges.addAll(offset, wrong.ranges());
        return new Verification(bytes, bytes, false, wrong.count(), first(ranges));
    }

    private static List<WrongRange> first(ByteRanges ranges) {
        return ranges.first(MAX_WRONG_RANGES, WrongRange::new);
    }

    /** {@return whether all expected bytes are present and right, and no others follow} */
    public boolean isOk() {
        return wrongBytes == 0 && checkedBytes == expectedBytes && !isLonger;
    }

    /** {@return the position in the stream of the first wrong byte; -1 if all checked bytes are right} */
    public long firstWrongOffset() {
        return wrongRanges.isEmpty() ? -1 : wrongRanges.getFirst().offset();
    }

    /**
     * {@return the result for this range and the one that follows it in the stream} Lengths and counts are added.
     *
     * @param next the result for the range that starts at the end of this one
     */
    public Verification then(Verification next) {
        ByteRanges ranges = new ByteRanges();
        wrongRanges.forEach(range -> ranges.add(range.offset, range.end()));
        Objects.requireNonNull(next, "next").wrongRanges.forEach(range -> ranges.add(range.offset, range.end()));
        return new Verification(
                expectedBytes + next.expectedBytes,
                checkedBytes + next.checkedBytes,
                isLonger || next.isLonger,
                wrongBytes + next.wrongBytes,
                first(ranges));
    }

    /** This result with positions that are larger by a number of bytes. */
    Verification moved(long bytes) {
        List<WrongRange> ranges = wrongRanges.stream()
                .map(range -> new WrongRange(range.offset + bytes, range.length))
                .toList();
        return new Verification(expectedBytes, checkedBytes, isLonger, wrongBytes, ranges);
    }

    /** This result with a larger number of expected bytes. */
    Verification withExpected(long bytes) {
        return new Verification(bytes, checkedBytes, isLonger, wrongBytes, wrongRanges);
    }

    /** This result for an input that was longer than expected. */
    Verification withExcess() {
        return new Verification(expectedBytes, checkedBytes, true, wrongBytes, wrongRanges);
    }
}
