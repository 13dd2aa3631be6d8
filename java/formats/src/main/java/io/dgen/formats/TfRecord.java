// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import io.dgen.container.Payload;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The framing of a record: its length and checksums, and the beginning of a message.
 *
 * @param message the message that has the data at its end; null if a record is the data
 */
record TfRecord(@Nullable Example message) implements RecordFrame.Style {
    private static final byte[] NO_BYTES = {};
    private static final int LENGTH_BYTES = Long.BYTES + Integer.BYTES;
    private static final int MASK = 0xA282EAD8;

    @Override
    public int headBytes(long size) {
        return LENGTH_BYTES + messageHead(size).length;
    }

    @Override
    public int tailBytes(long size) {
        return Integer.BYTES;
    }

    @Override
    public int endBytes() {
        return 0;
    }

    @Override
    public byte[] head(long index, long size) {
        byte[] start = messageHead(size);
        ByteBuffer head = Bytes.littleEndian(LENGTH_BYTES + start.length).putLong(start.length + size);
        CRC32C sum = new CRC32C();
        sum.update(head.array(), 0, Long.BYTES);
        return head.putInt(masked((int) sum.getValue())).put(start).array();
    }

    @Override
    public byte[] tail(long offset, long size, Payload payload) {
        int crc = payload.crc32c(messageHead(size), offset, size);
        return Bytes.littleEndian(Integer.BYTES).putInt(masked(crc)).array();
    }

    private byte[] messageHead(long size) {
        return message == null ? NO_BYTES : message.head(size);
    }

    private static int masked(int crc) {
        return Integer.rotateRight(crc, 15) + MASK;
    }

    @Override
    public String describeHead(int position) {
        if (position >= LENGTH_BYTES) {
            return "message";
        }
        return position < Long.BYTES ? "length" : "CRC of the length";
    }

    @Override
    public String describeTail() {
        return message == null ? "CRC of the data" : "CRC of the message";
    }
}
