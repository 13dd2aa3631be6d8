// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The start of a message of protobuf, written from its end, where the lengths of its fields are known. */
final class ProtobufHead {
    private static final int WITH_LENGTH = 2;

    private final byte[] bytes;
    private final long rest;
    private int start;

    /**
     * @param most bytes of the start
     * @param rest bytes behind it
     */
    ProtobufHead(int most, long rest) {
        this.bytes = new byte[most];
        this.rest = rest;
        this.start = most;
    }

    /** Makes all bytes so far, and the rest, the value of a field. */
    void field(int number) {
        number(bytes.length - start + rest);
        number(number << 3 | WITH_LENGTH);
    }

    void text(int number, String text) {
        bytes(text.getBytes(StandardCharsets.US_ASCII));
        number(text.length());
        number(number << 3 | WITH_LENGTH);
    }

    void bytes(byte[] before) {
        start -= before.length;
        System.arraycopy(before, 0, bytes, start, before.length);
    }

    /** A number of 7 bits in each byte, the lowest ones first. */
    void number(long value) {
        start -= Math.max(1, Math.ceilDiv(Long.SIZE - Long.numberOfLeadingZeros(value), 7));
        int at = start;
        long left = value;
        for (; left > 0x7F; left >>>= 7) {
            bytes[at++] = (byte) (left | 0x80);
        }
        bytes[at] = (byte) left;
    }

    byte[] toArray() {
        return Arrays.copyOfRange(bytes, start, bytes.length);
    }
}
