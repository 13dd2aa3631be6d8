// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.columnar;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** A part of a row group or record batch. Immutable. */
sealed interface Section {
    ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    long bytes();

    /**
     * Writes the bytes {@code first}, {@code first + 1}, .. of a number, of which byte 0 is the lowest, up to the end of the target.
     *
     * @return how many there are
     */
    private static int fillPart(long number, int first, int bytes, MemorySegment target, long at) {
        int count = (int) Math.min(bytes - first, target.byteSize() - at);
        for (int i = 0; i < count; i++) {
            target.set(ValueLayout.JAVA_BYTE, at + i, (byte) (number >>> Byte.SIZE * (first + i)));
        }
        return count;
    }

    /** Bytes of the payload as they are. */
    record Payload(long offset, long bytes) implements Section {}

    /** Bytes that are not payload. */
    sealed interface Framing extends Section {
        /**
         * Writes a range.
         *
         * @param position of the first byte in this section
         */
        void fill(long position, MemorySegment target);

        /** What the byte at a position is. */
        String describe(long position);
    }

    /** Bytes that are the same for all rows. */
    record Literal(String name, byte[] content) implements Framing {
        @Override
        public long bytes() {
            return content.length;
        }

        @Override
        public void fill(long position, MemorySegment target) {
            MemorySegment.copy(MemorySegment.ofArray(content), position, target, 0, target.byteSize());
        }

        @Override
        public String describe(long position) {
            return name;
        }
    }

    /** Zeros up to the next multiple of an alignment. */
    record Padding(long bytes) implements Framing {
        @Override
        public void fill(long position, MemorySegment target) {
            target.fill((byte) 0);
        }

        @Override
        public String describe(long position) {
            return "padding";
        }
    }

    /** The column of ids: consecutive 64-bit numbers. */
    record Ids(long from, long to) implements Framing {
        /** A copy of many numbers takes less time than a write of each: ids can be a tenth of a file. */
        private static final int COPIED = 512;

        @Override
        public long bytes() {
            return (to - from) * Long.BYTES;
        }

        @Override
        public void fill(long position, MemorySegment target) {
            long id = from + position / Long.BYTES;
            int skipped = (int) (position % Long.BYTES);
            long at = skipped == 0 ? 0 : fillPart(id++, skipped, Long.BYTES, target, 0);
            long[] ids = new long[(int) Math.min(COPIED, (target.byteSize() - at) / Long.BYTES)];
            while (target.byteSize() - at >= Long.BYTES) {
                int count = (int) Math.min(ids.length, (target.byteSize() - at) / Long.BYTES);
                for (int i = 0; i < count; i++) {
                    ids[i] = id++;
                }
                MemorySegment.copy(ids, 0, target, LONG, at, count);
                at += (long) count * Long.BYTES;
            }
            fillPart(id, 0, Long.BYTES, target, at);
        }

        @Override
        public String describe(long position) {
            return "row " + (from + position / Long.BYTES) + ": id";
        }
    }

    /** Where the byte strings of a record batch begin and end: 32-bit numbers, one more than the rows. */
    record Offsets(Ends ends) implements Framing {
        @Override
        public long bytes() {
            return (ends.to() - ends.from() + 1) * Integer.BYTES;
        }

        @Override
        public void fill(long position, MemorySegment target) {
            long at = 0;
            while (at < target.byteSize()) {
                int offset = ends.before(ends.from() + (position + at) / Integer.BYTES);
                int skipped = (int) ((position + at) % Integer.BYTES);
                if (skipped == 0 && target.byteSize() - at >= Integer.BYTES) {
                    target.set(INT, at, offset);
                    at += Integer.BYTES;
                } else {
                    target.set(ValueLayout.JAVA_BYTE, at++, (byte) (offset >>> 8 * skipped));
                }
            }
        }

        @Override
        public String describe(long position) {
            return "row " + (ends.from() + position / Integer.BYTES) + ": offset";
        }
    }

    /** The byte strings of some rows of a group, each after its length. */
    record Strings(Ends ends, long from, long to) implements Section {
        @Override
        public long bytes() {
            return start(to);
        }

        /** Where the length of a row is in this section; the end for the row after the last one. */
        long start(long row) {
            return (row - from) * Integer.BYTES + ends.before(row) - ends.before(from);
        }

        /** The row that has a byte of this section. */
        long rowAt(long position) {
            long low = from;
            long high = to;
            while (high - low > 1) {
                long middle = (low + high) >>> 1;
                if (start(middle) <= position) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /** Writes bytes of the length of a row. */
        void fillLength(long row, long position, MemorySegment target) {
            int length = ends.before(row + 1) - ends.before(row);
            if (target.byteSize() == Integer.BYTES) {
                target.set(INT, 0, length);
                return;
            }
            fillPart(length, (int) position, Integer.BYTES, target, 0);
        }
    }
}
