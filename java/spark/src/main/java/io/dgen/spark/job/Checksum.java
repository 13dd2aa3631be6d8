// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * A checksum of files that does not depend on the order in which they, or parts of them, are processed: the sum modulo 2^64 of
 * the CRC-32C of each unit of 1 MiB of each file. The CRC covers the path in UTF-8, the position of the unit in the file (8
 * bytes, big-endian) and its bytes. An empty file has one empty unit.
 */
final class Checksum {
    static final int UNIT_BYTES = 1 << 20;

    private final CRC32C crc = new CRC32C();
    private byte[] path = {};
    private long left;
    private boolean isOpen;
    private long sum;

    /**
     * Continues with another range.
     *
     * @param offset in the file, a multiple of the unit
     */
    void begin(String file, long offset) {
        endUnit();
        path = file.getBytes(StandardCharsets.UTF_8);
        beginUnit(offset);
    }

    private void beginUnit(long offset) {
        crc.reset();
        crc.update(path);
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(0, offset));
        left = UNIT_BYTES;
        isOpen = true;
    }

    private void endUnit() {
        if (isOpen) {
            sum += crc.getValue();
            isOpen = false;
        }
    }

    /**
     * Adds bytes of the range.
     *
     * @param offset of the bytes in the file
     */
    void update(byte[] bytes, int from, int length, long offset) {
        for (int done = 0; done < length; ) {
            if (left == 0) {
                endUnit();
                beginUnit(offset + done);
            }
            int n = (int) Math.min(left, length - done);
            crc.update(bytes, from + done, n);
            left -= n;
            done += n;
        }
    }

    long value() {
        endUnit();
        return sum;
    }

    static String hex(long value) {
        return String.format("%016x", value);
    }
}
