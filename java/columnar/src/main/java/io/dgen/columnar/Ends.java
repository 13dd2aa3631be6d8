// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.columnar;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the byte strings of a group of rows end. They are counted once, when they are needed, because the position of a row of
 * records of several sizes takes up to some microseconds. Thread-safe.
 */
final class Ends {
    private final Rows rows;
    private final long from;
    private final long to;
    private final long offset;
    private volatile int @Nullable [] ends;

    Ends(Rows rows, long from, long to) {
        this.rows = rows;
        this.from = from;
        this.to = to;
        this.offset = rows.offset(from);
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }

    /** Position in the payload of the first byte of a row. */
    long offset(long row) {
        return offset + before(row);
    }

    /** The bytes of the rows of the group before one. */
    int before(long row) {
        return row == from ? 0 : ends()[(int) (row - from - 1)];
    }

    /** The end of consecutive rows with at most a number of bytes, or of one row. */
    long end(long row, int bytes) {
        long limit = (long) before(row) + bytes;
        int found = limit > Integer.MAX_VALUE ? (int) (to - from) : after(ends(), (int) limit);
        return Math.max(row + 1, from + found);
    }

    /** How many of ascending numbers are not above a limit. */
    private static int after(int[] numbers, int limit) {
        int found = Arrays.binarySearch(numbers, limit);
        while (found >= 0 && found < numbers.length && numbers[found] == limit) {
            found++; // rows without bytes
        }
        return found < 0 ? -found - 1 : found;
    }

    private int[] ends() {
        int[] counted = ends;
        if (counted == null) {
            counted = rows.ends(from, to);
            ends = counted;
        }
        return counted;
    }
}
