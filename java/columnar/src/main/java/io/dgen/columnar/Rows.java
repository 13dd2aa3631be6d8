// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.columnar;

import io.dgen.RecordCursor;
import io.dgen.RecordSource;
import java.util.Arrays;

/** The rows of a table: row {@code i} has the bytes {@code [offset(i), offset(i + 1))} of the payload. Immutable. */
interface Rows {
    long count();

    /**
     * Position in the payload of the first byte of a row.
     *
     * @param row 0 .. {@link #count}; this last one is the end of the payload
     */
    long offset(long row);

    /** The row that has a byte of the payload. */
    long rowAt(long offset);

    /** The type of the second column. */
    Type type();

    /** The type of the values of the second column. */
    sealed interface Type {
        /** Byte strings of one length. */
        record FixedBytes(int width) implements Type {}

        /** Byte strings. */
        record Bytes() implements Type {}

        /** Numbers, or vectors of them. */
        record Vector(Element element, int dimension) implements Type {}
    }

    /** Numbers that a column holds as the payload has them. */
    enum Element {
        FP32(4),
        FP64(8),
        FP16(2),
        INT8(1),
        INT32(4);

        final int bytes;

        Element(int bytes) {
            this.bytes = bytes;
        }
    }

    /**
     * The end of consecutive rows with at most this number of bytes in each of the two columns, or of one row.
     *
     * @param from first row
     * @param to end of the rows
     */
    default long end(long from, long to, long bytes) {
        long last = offset(to);
        long most = Math.min(to, from + Math.max(1, bytes / Long.BYTES));
        long limit = offset(from) + bytes;
        return limit >= last ? most : Math.clamp(rowAt(limit), from + 1, most);
    }

    /** For each of consecutive rows, the bytes of them up to its end. */
    default int[] ends(long from, long to) {
        int[] ends = new int[Math.toIntExact(to - from)];
        Arrays.setAll(ends, i -> (int) (offset(from + i + 1) - offset(from)));
        return ends;
    }

    /** Rows of one width, except the last one, which ends with the payload. */
    record Fixed(long payloadBytes, long width, Type type) implements Rows {
        @Override
        public long count() {
            return payloadBytes / width + (payloadBytes % width == 0 ? 0 : 1);
        }

        @Override
        public long offset(long row) {
            return row == count() ? payloadBytes : row * width;
        }

        @Override
        public long rowAt(long offset) {
            return offset / width;
        }
    }

    /** Records of several sizes. */
    record Records(RecordSource source) implements Rows {
        @Override
        public long count() {
            return source.count();
        }

        @Override
        public long offset(long row) {
            return source.offset(row);
        }

        @Override
        public long rowAt(long offset) {
            return source.indexAt(offset);
        }

        @Override
        public Type type() {
            return new Type.Bytes();
        }

        @Override
        public int[] ends(long from, long to) {
            int[] ends = new int[Math.toIntExact(to - from)];
            RecordCursor records = source.cursor(from, to);
            int end = 0;
            for (int i = 0; records.next(); i++) {
                end += records.length();
                ends[i] = end;
            }
            return ends;
        }
    }
}
