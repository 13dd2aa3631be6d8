// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The header of a file in a tar archive: POSIX.1-1988 ustar, with the sizes of GNU tar from 8 GiB (docs/format.md, "tar"). */
final class TarHeader {
    static final int BYTES = 512;

    private static final long MAX_OCTAL_SIZE = (1L << 33) - 1;
    private static final int CHECKSUM = 148;

    private TarHeader() {}

    static byte[] of(String name, long size) {
        ByteBuffer header = ByteBuffer.allocate(BYTES);
        header.put(name.getBytes(StandardCharsets.US_ASCII));
        put(header, 100, "0000644\0"); // mode
        put(header, 108, "0000000\0"); // uid
        put(header, 116, "0000000\0"); // gid
        if (size <= MAX_OCTAL_SIZE) {
            put(header, 124, octal(size, 11) + "\0");
        } else {
            header.put(124, (byte) 0x80).putLong(128, size);
        }
        put(header, 136, "00000000000\0"); // mtime
        put(header, 156, "0"); // a regular file
        put(header, 257, "ustar\0" + "00");
        put(header, 329, "0000000\0"); // devmajor
        put(header, 337, "0000000\0"); // devminor
        byte[] bytes = header.array();
        Arrays.fill(bytes, CHECKSUM, CHECKSUM + 8, (byte) ' ');
        int sum = 0;
        for (byte b : bytes) {
            sum += b & 0xFF;
        }
        put(header, CHECKSUM, octal(sum, 6) + "\0 ");
        return bytes;
    }

    private static void put(ByteBuffer header, int position, String text) {
        header.put(position, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String octal(long value, int digits) {
        String text = Long.toOctalString(value);
        return "0".repeat(digits - text.length()) + text;
    }
}
