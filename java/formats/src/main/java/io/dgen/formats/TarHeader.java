// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The headers of the files in a tar archive: POSIX.1-1988 ustar, with the sizes of GNU tar from 8 GiB (docs/format.md, "tar").
 * Names are numbers with an extension. Immutable.
 */
final class TarHeader {
    static final int BYTES = 512;

    private static final int SIZE = 124;
    private static final int SIZE_DIGITS = 11;
    private static final long MAX_OCTAL_SIZE = (1L << 33) - 1;
    private static final int CHECKSUM = 148;

    private final int digits;

    /** The header of a file of no bytes with number 0; its checksum is blanks, as for the sum. */
    private final byte[] first;

    private final int sum;

    /** @param digits of the numbers */
    TarHeader(int digits, String extension) {
        this.digits = digits;
        ByteBuffer header = ByteBuffer.allocate(BYTES);
        put(header, 0, "0".repeat(digits) + "." + extension);
        put(header, 100, "0000644\0"); // mode
        put(header, 108, "0000000\0"); // uid
        put(header, 116, "0000000\0"); // gid
        put(header, SIZE, "0".repeat(SIZE_DIGITS) + "\0");
        put(header, 136, "00000000000\0"); // mtime
        put(header, CHECKSUM, " ".repeat(8));
        put(header, 156, "0"); // a regular file
        put(header, 257, "ustar\0" + "00");
        put(header, 329, "0000000\0"); // devmajor
        put(header, 337, "0000000\0"); // devminor
        this.first = header.array();
        this.sum = sum(first, 0, BYTES);
    }

    /** The header of a file. The checksum is that of the first one, and what the bytes that differ add to it. */
    byte[] of(long number, long size) {
        byte[] header = first.clone();
        putDigits(header, 0, number, digits, 10);
        if (size <= MAX_OCTAL_SIZE) {
            putDigits(header, SIZE, size, SIZE_DIGITS, 8);
        } else {
            ByteBuffer.wrap(header).putInt(SIZE, 0x8000_0000).putLong(SIZE + Integer.BYTES, size);
        }
        int added = sum(header, 0, digits) - sum(first, 0, digits);
        added += sum(header, SIZE, SIZE_DIGITS + 1) - sum(first, SIZE, SIZE_DIGITS + 1);
        putDigits(header, CHECKSUM, sum + added, 6, 8);
        header[CHECKSUM + 6] = 0;
        return header;
    }

    private static int sum(byte[] bytes, int from, int length) {
        int sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += bytes[i] & 0xFF;
        }
        return sum;
    }

    private static void put(ByteBuffer header, int position, String text) {
        header.put(position, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void putDigits(byte[] header, int position, long value, int digits, int base) {
        long rest = value;
        for (int i = position + digits - 1; i >= position; i--) {
            header[i] = (byte) ('0' + rest % base);
            rest /= base;
        }
    }
}
