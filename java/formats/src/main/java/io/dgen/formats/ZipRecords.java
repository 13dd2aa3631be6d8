// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The records of a zip file with stored entries (docs/format.md, "npz"; APPNOTE.TXT 6.3.10 of PKWARE). */
final class ZipRecords {
    /** Values from here on have 64 bits, in an extra field or another record. */
    static final long LIMIT = 0xFFFF_FFFFL;

    private static final short VERSION = 20;
    private static final short VERSION_64 = 45;
    private static final short DATE = 0x21; // 1980-01-01
    private static final int LOCAL_BYTES = 30;
    private static final int ENTRY_BYTES = 46;
    private static final int END_BYTES = 22;
    private static final int END_64_BYTES = 56 + 20;
    private static final short EXTRA_64 = 1;
    private static final int EXTRA_HEADER_BYTES = 4;

    private ZipRecords() {}

    static int localBytes(String name, boolean isLarge) {
        return LOCAL_BYTES + name.length() + (isLarge ? EXTRA_HEADER_BYTES + 2 * Long.BYTES : 0);
    }

    private static int extraBytes(boolean isLarge, long start) {
        int values = (isLarge ? 2 : 0) + (start >= LIMIT ? 1 : 0);
        return values == 0 ? 0 : EXTRA_HEADER_BYTES + values * Long.BYTES;
    }

    static int entryBytes(String name, boolean isLarge, long start) {
        return ENTRY_BYTES + name.length() + extraBytes(isLarge, start);
    }

    static int endBytes(long directory) {
        return END_BYTES + (directory >= LIMIT ? END_64_BYTES : 0);
    }

    /** What the local header and the entry of the directory have in common. */
    private static void putCommon(ByteBuffer record, boolean isLarge, short version, int crc, long size) {
        record.putShort(version)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort(DATE);
        int shown = (int) (isLarge ? LIMIT : size);
        record.putInt(crc).putInt(shown).putInt(shown);
    }

    static byte[] local(String name, boolean isLarge, int crc, long size) {
        ByteBuffer record = Bytes.littleEndian(localBytes(name, isLarge)).putInt(0x04034B50);
        putCommon(record, isLarge, isLarge ? VERSION_64 : VERSION, crc, size);
        record.putShort((short) name.length())
                .putShort((short) (record.capacity() - LOCAL_BYTES - name.length()))
                .put(name.getBytes(StandardCharsets.US_ASCII));
        if (isLarge) {
            record.putShort(EXTRA_64)
                    .putShort((short) (2 * Long.BYTES))
                    .putLong(size)
                    .putLong(size);
        }
        return record.array();
    }

    static byte[] entry(String name, boolean isLarge, int crc, long size, long start) {
        short version = isLarge || start >= LIMIT ? VERSION_64 : VERSION;
        int extra = extraBytes(isLarge, start);
        ByteBuffer record = Bytes.littleEndian(entryBytes(name, isLarge, start))
                .putInt(0x02014B50)
                .putShort(version);
        putCommon(record, isLarge, version, crc, size);
        record.putShort((short) name.length())
                .putShort((short) extra)
                .putShort((short) 0) // comment
                .putShort((short) 0) // disk
                .putShort((short) 0) // internal attributes
                .putInt(0) // external attributes
                .putInt((int) Math.min(start, LIMIT))
                .put(name.getBytes(StandardCharsets.US_ASCII));
        if (extra > 0) {
            record.putShort(EXTRA_64).putShort((short) (extra - EXTRA_HEADER_BYTES));
        }
        if (isLarge) {
            record.putLong(size).putLong(size);
        }
        if (start >= LIMIT) {
            record.putLong(start);
        }
        return record.array();
    }

    /**
     * @param directoryBytes length of the directory
     * @param directory its position
     */
    static byte[] end(int entries, int directoryBytes, long directory) {
        ByteBuffer record = Bytes.littleEndian(endBytes(directory));
        if (directory >= LIMIT) {
            record.putInt(0x06064B50)
                    .putLong(44) // bytes of the rest of the record
                    .putShort(VERSION_64)
                    .putShort(VERSION_64)
                    .putInt(0)
                    .putInt(0)
                    .putLong(entries)
                    .putLong(entries)
                    .putLong(directoryBytes)
                    .putLong(directory);
            record.putInt(0x07064B50)
                    .putInt(0)
                    .putLong(directory + directoryBytes)
                    .putInt(1);
        }
        record.putInt(0x06054B50)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) entries)
                .putShort((short) entries)
                .putInt(directoryBytes)
                .putInt((int) Math.min(directory, LIMIT))
                .putShort((short) 0);
        return record.array();
    }
}
