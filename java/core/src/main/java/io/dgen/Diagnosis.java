// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import java.util.List;
import java.util.Objects;

/**
 * A range of wrong bytes and what was found there. Immutable. {@link Explainer} makes diagnoses; all bytes that were
 * found in a range confirm its cause.
 *
 * @param cause what was found
 * @param offset position in the stream of the first byte of the range
 * @param length number of bytes of the range. It can include right bytes for which the cause holds, too, up to the end of
 *     the page or sector, and gaps of fewer than 64 right bytes
 * @param wrongBytes number of wrong bytes of the range; 0 for {@link Cause#MISSING}, {@link Cause#EXTRA} and {@link
 *     Cause#UNREADABLE}
 * @param detail what is known in addition; its type depends on the cause
 */
public record Diagnosis(Cause cause, long offset, long length, long wrongBytes, Detail detail) {

    /** What was found instead of the right bytes. */
    public enum Cause {
        /** Zeros: a hole, a lost write, a discarded block. The detail is a {@link Fill}. */
        ZEROS,
        /** Another byte, repeated. The detail is a {@link Fill}. */
        CONSTANT,
        /** Few bits differ, or one bit of each wrong byte. The detail is {@link Bits}. */
        BITS,
        /** Data of another offset of the stream: a misdirected write, swapped blocks. The detail is a {@link Copy}. */
        MISPLACED,
        /** All data moved, because bytes before it were inserted or are missing. The detail is a {@link Copy}. */
        SHIFTED,
        /** Data of an earlier generation of the stream: a lost write. The detail is a {@link Copy}. */
        STALE,
        /** Data of another stream at the same offset. The detail is a {@link Copy}. */
        FOREIGN,
        /** A page or block is right up to the offset, and has other data behind it. The detail is {@link Torn}. */
        TORN,
        /** Damage of the framing of a file with a {@link FileFormat}. The detail is {@link Framing}. */
        FRAMING,
        /** Reading failed. The detail is {@link None}. */
        UNREADABLE,
        /** The data ends before the expected end. The detail is {@link None}. */
        MISSING,
        /** The data continues after the expected end. The detail is {@link None}. */
        EXTRA,
        /** None of the other causes. The detail is {@link Unknown}. */
        UNKNOWN,
        /** The limit of time was reached before the range was examined. The detail is {@link None}. */
        UNEXAMINED
    }

    /** What is known in addition to the cause. */
    public sealed interface Detail {}

    /**
     * Framing of a file.
     *
     * @param part what is damaged, such as {@code header} or {@code record 12: CRC of the data}
     */
    public record Framing(String part) implements Detail {
        /**
         * Checks the part.
         *
         * @throws NullPointerException if it is null
         */
        public Framing {
            Objects.requireNonNull(part, "part");
        }
    }

    /** Nothing more is known. */
    public record None() implements Detail {}

    /**
     * All bytes are equal.
     *
     * @param value 0 .. 255
     */
    public record Fill(int value) implements Detail {}

    /**
     * Different bits.
     *
     * @param count number of different bits
     * @param mask the bits of a byte, 1 .. 255, that differ in any byte
     * @param positions of the first different bits, at most 8: the offset in the stream times 8, plus 0 for the lowest
     *     to 7 for the highest bit of the byte
     */
    public record Bits(long count, int mask, List<Long> positions) implements Detail {
        /**
         * Keeps a copy of the list.
         *
         * @throws NullPointerException if the list is or contains null
         */
        public Bits {
            positions = List.copyOf(Objects.requireNonNull(positions, "positions"));
        }
    }

    /**
     * Data of a stream.
     *
     * @param recipe the stream; for {@link Cause#STALE}, in the last generation that has this data
     * @param offset position in that stream of the byte that was found first
     * @param copies number of blocks of that stream with the content of the first block of the data; the data may belong to
     *     each of them
     */
    public record Copy(Recipe recipe, long offset, long copies) implements Detail {
        /**
         * Checks the recipe.
         *
         * @throws NullPointerException if it is null
         */
        public Copy {
            Objects.requireNonNull(recipe, "recipe");
        }
    }

    /**
     * Data behind right data.
     *
     * @param cause of the data behind
     * @param detail of that cause
     */
    public record Torn(Cause cause, Detail detail) implements Detail {
        /**
         * Checks that nothing is null.
         *
         * @throws NullPointerException if the cause or the detail is null
         */
        public Torn {
            Objects.requireNonNull(cause, "cause");
            Objects.requireNonNull(detail, "detail");
        }
    }

    /**
     * Data of unknown origin.
     *
     * @param entropy of the frequencies of its bytes in bits per byte, 0 .. 8: the mean over the pages
     * @param expected the first expected bytes, at most 16, in hexadecimal digits
     * @param found the first found bytes
     */
    public record Unknown(double entropy, String expected, String found) implements Detail {
        /**
         * Checks that nothing is null.
         *
         * @throws NullPointerException if a text is null
         */
        public Unknown {
            Objects.requireNonNull(expected, "expected");
            Objects.requireNonNull(found, "found");
        }
    }

    /**
     * Checks that nothing is null.
     *
     * @throws NullPointerException if the cause or the detail is null
     */
    public Diagnosis {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(detail, "detail");
    }

    /** {@return the position in the stream after the last byte of the range} */
    public long end() {
        return offset + length;
    }
}
