// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The header of an array as {@code numpy.save} writes it (docs/format.md, "npy"). */
final class NpyHeader {
    static final int LEAST_ALIGN = 64;
    static final int MOST_ALIGN = 1 << 20;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_SHORT_TEXT = 0xFFFF;

    private NpyHeader() {}

    static void checkType(ElementType type, String format) {
        if (type.numpy() == null) {
            throw new IllegalArgumentException("type " + type + ": expected uint8, int8, int32, fp16, fp32 or fp64 for"
                    + " format " + format + ", because numpy has no " + type);
        }
    }

    /**
     * @param payloadBytes of the array
     * @param before number of bytes of the file before the header
     * @param align the data of the array begins at a multiple of it
     */
    static byte[] of(Rows rows, long payloadBytes, long before, int align) {
        String shape = rows.columns() == 0
                ? "(" + rows.dimensions(payloadBytes, "") + ",)"
                : "(" + rows.dimensions(payloadBytes, ", ") + ")";
        byte[] text = ("{'descr': '" + rows.type().numpy() + "', 'fortran_order': False, 'shape': " + shape + ", }")
                .getBytes(StandardCharsets.US_ASCII);
        int total = total(10, text.length, before, align);
        boolean isShort = total - 10 <= MAX_SHORT_TEXT;
        int start = isShort ? 10 : 12;
        total = isShort ? total : total(12, text.length, before, align);
        ByteBuffer header = Bytes.littleEndian(total)
                .put(MAGIC)
                .put((byte) (isShort ? 1 : 2))
                .put((byte) 0);
        if (isShort) {
            header.putShort((short) (total - start));
        } else {
            header.putInt(total - start);
        }
        header.put(Bytes.padded(text, total - start - 1)).put((byte) '\n');
        return header.array();
    }

    private static int total(int start, int text, long before, int align) {
        return (int) (Bytes.roundUp(before + start + text + 1, align) - before);
    }
}
