// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.columnar;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The levels of a page of lists with one length, in the hybrid of runs and packed bits of Parquet. The repetition level is 0 where a
 * list begins and 1 otherwise, the definition level is 1.
 */
final class Levels {
    /** Two runs for each row are shorter than a bit for each value. */
    private static final int LEAST_DIMENSION_OF_RUNS = 41;

    private Levels() {}

    /** @param dimension number of values of a row, at least 2 */
    static byte[] of(long rows, int dimension) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        addSized(out, dimension < LEAST_DIMENSION_OF_RUNS ? packed(rows, dimension) : runs(rows, dimension));
        ByteArrayOutputStream ones = new ByteArrayOutputStream();
        addRun(ones, rows * dimension, 1);
        addSized(out, ones.toByteArray());
        return out.toByteArray();
    }

    private static byte[] runs(long rows, int dimension) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (long row = 0; row < rows; row++) {
            addRun(out, 1, 0);
            addRun(out, dimension - 1, 1);
        }
        return out.toByteArray();
    }

    private static byte[] packed(long rows, int dimension) {
        long values = rows * dimension;
        byte[] bits = new byte[Math.toIntExact((values + 7) / 8)];
        Arrays.fill(bits, (byte) 0xFF);
        for (long i = 0; i < values; i += dimension) {
            bits[(int) (i / 8)] &= (byte) ~(1 << i % 8);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        addNumber(out, (long) bits.length << 1 | 1);
        out.writeBytes(bits);
        return out.toByteArray();
    }

    private static void addSized(ByteArrayOutputStream out, byte[] levels) {
        for (int i = 0; i < Integer.BYTES; i++) {
            out.write(levels.length >>> 8 * i);
        }
        out.writeBytes(levels);
    }

    private static void addRun(ByteArrayOutputStream out, long length, int level) {
        addNumber(out, length << 1);
        out.write(level);
    }

    /** A number in groups of 7 bits. */
    private static void addNumber(ByteArrayOutputStream out, long number) {
        long rest = number;
        while (rest > 0x7F) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
