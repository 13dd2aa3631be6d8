// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.columnar;

import io.dgen.NumberType;
import io.dgen.RecordLayout;

/**
 * The rows of a table: row {@code i} has record {@code i} of the payload. Immutable.
 *
 * @param type of the second column
 */
record Rows(RecordLayout records, Type type) {
    /** The type of the values of a column. */
    sealed interface Type {
        /** Byte strings of one length. */
        record FixedBytes(int width) implements Type {}

        /** Byte strings. */
        record Bytes() implements Type {}

        /** Numbers, or vectors of them if the dimension is above 1. */
        record Vector(NumberType element, int dimension) implements Type {}
    }

    long count() {
        return records.count();
    }

    /**
     * Position in the payload of the first byte of a row.
     *
     * @param row 0 .. {@link #count}; this last one is the end of the payload
     */
    long offset(long row) {
        return records.bytes().before(row);
    }

    /** The row that has a byte of the payload. */
    long rowAt(long offset) {
        return records.bytes().locate(offset);
    }

    /**
     * The end of consecutive rows with at most this number of bytes in each of the two columns, or of one row.
     *
     * @param from first row
     * @param to end of the rows
     */
    long end(long from, long to, long bytes) {
        long most = Math.min(to, from + Math.max(1, bytes / Long.BYTES));
        long start = offset(from);
        return bytes >= offset(to) - start ? most : Math.clamp(rowAt(start + bytes), from + 1, most);
    }

    /** For each of consecutive rows, the bytes of them up to its end. */
    int[] ends(long from, long to) {
        int[] ends = new int[Math.toIntExact(to - from)];
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += records.length(from + i);
            ends[i] = Math.toIntExact(end);
        }
        return ends;
    }
}
