// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

import java.util.List;

/** Why bytes are wrong. */
public sealed interface Reason {
    /** One byte, repeated. */
    record Constant(int value) implements Reason {}

    /** Bytes of a stream. */
    record Copied(Source source) implements Reason {}

    /**
     * Few bits differ.
     *
     * @param bits number of different bits
     * @param mask all bits of a byte that differ anywhere
     * @param positions of the first different bits: 8 times the offset, plus 0 for the lowest bit of the byte
     */
    record Bits(long bits, int mask, List<Long> positions) implements Reason {
        /** Largest number of positions. */
        static final int MAX_POSITIONS = 8;
    }

    /**
     * No other reason holds.
     *
     * @param entropy of the found bytes in bits per byte: the mean over the pages, by the length of their wrong parts
     * @param expected the first expected bytes
     * @param found the first found bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Unknown(double entropy, byte[] expected, byte[] found) implements Reason {
        /** Largest number of bytes. */
        static final int SAMPLE_BYTES = 16;

        Unknown withEntropy(double bitsPerByte) {
            return new Unknown(bitsPerByte, expected, found);
        }
    }

    /** A limit of time was reached before. */
    record Unexamined() implements Reason {}
}
