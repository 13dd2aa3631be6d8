// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Small pieces of framing. */
final class Bytes {
    private Bytes() {}

    static ByteBuffer littleEndian(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The text with blanks behind it. */
    static byte[] padded(byte[] text, int length) {
        byte[] padded = Arrays.copyOf(text, length);
        Arrays.fill(padded, text.length, length, (byte) ' ');
        return padded;
    }

    /** Copies a part of the bytes to the whole target. */
    static void copy(byte[] bytes, long from, MemorySegment target) {
        MemorySegment.copy(MemorySegment.ofArray(bytes), from, target, 0, target.byteSize());
    }

    static long roundUp(long value, long unit) {
        return Math.ceilDiv(value, unit) * unit;
    }

    /** @throws IllegalArgumentException if the file has 2^63 bytes or more */
    static long fileLength(long payloadBytes, long framingBytes) {
        if (payloadBytes > Long.MAX_VALUE - framingBytes) {
            throw new IllegalArgumentException(
                    "size " + payloadBytes + ": expected at most " + (Long.MAX_VALUE - framingBytes)
                            + ", which leaves room for " + framingBytes + " bytes of framing");
        }
        return payloadBytes + framingBytes;
    }
}
