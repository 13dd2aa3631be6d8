// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.container;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The layout of one file: parts of the payload, in their order, and the framing before, between and after them. Immutable
 * and thread-safe; parts are computed and never kept in a list, because files can have 2^63 - 1 bytes.
 *
 * <p>Frames that the library returns throw {@link IndexOutOfBoundsException} for positions outside of the file or of the payload. The
 * objects of a provider need not check them.
 */
public interface Frame {
    /** The bytes of a part that is framing. Immutable and thread-safe. */
    @FunctionalInterface
    interface Content {
        /**
         * Writes some of the bytes.
         *
         * @param position in the part, of the first one
         * @param target receives the bytes, which are all in the part
         * @param payload for checksums of the payload
         */
        void fill(long position, MemorySegment target, Payload payload);
    }

    /**
     * A part of a file.
     *
     * @param start position in the file of its first byte
     * @param end position after its last byte, above {@code start}
     * @param payloadOffset position in the payload of its first byte; -1 for framing
     * @param framing the bytes; null for payload
     */
    record Part(
            long start,
            long end,
            long payloadOffset,
            @Nullable Content framing) {
        /**
         * {@return a part of the payload}
         *
         * @param start position in the file of its first byte
         * @param end position after its last byte
         * @param payloadOffset position in the payload of its first byte
         */
        public static Part payload(long start, long end, long payloadOffset) {
            return new Part(start, end, payloadOffset, null);
        }

        /**
         * {@return a part of the framing}
         *
         * @param start position in the file of its first byte
         * @param end position after its last byte
         * @param content its bytes
         */
        public static Part framing(long start, long end, Content content) {
            return new Part(start, end, -1, Objects.requireNonNull(content, "content"));
        }

        /** {@return whether the bytes are framing and not payload} */
        public boolean isFraming() {
            return framing != null;
        }

        /**
         * Writes bytes of framing.
         *
         * @param offset position in the file of the first one
         * @param target receives the bytes, which are all in this part
         * @param payload for checksums of the payload
         * @throws IllegalStateException if this is a part of the payload
         */
        public void fillFraming(long offset, MemorySegment target, Payload payload) {
            if (framing == null) {
                throw new IllegalStateException("part at " + start + ": expected framing, not payload");
            }
            framing.fill(offset - start, target, payload);
        }
    }

    /** {@return the length of the file in bytes, 0 .. 2^63 - 1} */
    long lengthBytes();

    /** {@return the size of the payload in bytes} */
    long payloadBytes();

    /**
     * {@return the part that contains a byte}
     *
     * @param offset position in the file, 0 .. length - 1
     */
    Part partAt(long offset);

    /**
     * {@return the position in the file of a byte of the payload}
     *
     * @param payloadOffset position in the payload, 0 .. its size - 1
     */
    long fileOffset(long payloadOffset);

    /**
     * {@return the position in the payload of the first byte at or after a position of the file} The size of the payload if
     * there is none.
     *
     * @param offset position in the file, 0 .. length
     */
    default long payloadFrom(long offset) {
        for (long at = offset; at < lengthBytes(); ) {
            Part part = partAt(at);
            if (!part.isFraming()) {
                return part.payloadOffset() + at - part.start();
            }
            at = part.end();
        }
        return payloadBytes();
    }

    /**
     * {@return what the framing at a position is, such as {@code header} or {@code record 12: CRC of the data}}
     *
     * @param offset position in the file of a byte of framing
     * @throws IllegalArgumentException if the byte is of the payload
     */
    String describe(long offset);

    /**
     * {@return the number of the record or row that has a byte of the payload; -1 if the format has none}
     *
     * @param payloadOffset position in the payload, 0 .. its size - 1
     */
    default long record(long payloadOffset) {
        return -1;
    }

    /** Receives the parts of a range. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Is called for each part, in their order.
         *
         * @param part the part; only the bytes {@code [from, to)} of the file are in the range
         * @param from position in the file
         * @param to position in the file, above {@code from}
         */
        void visit(Part part, long from, long to);
    }

    /**
     * Visits the parts of a range.
     *
     * @param offset position in the file
     * @param length number of bytes, at most the rest of the file
     * @param visitor is called for each part
     */
    default void visit(long offset, long length, Visitor visitor) {
        Objects.requireNonNull(visitor, "visitor");
        long end = offset + length;
        for (long at = offset; at < end; ) {
            Part part = partAt(at);
            long to = Math.min(part.end(), end);
            visitor.visit(part, at, to);
            at = to;
        }
    }
}
