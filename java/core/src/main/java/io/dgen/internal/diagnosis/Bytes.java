// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

import io.dgen.internal.format.Page;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Comparisons and properties of ranges of arrays. */
final class Bytes {
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** n log2 n. */
    private static final double[] COUNT_TIMES_LOG = countTimesLog();

    private static final int PIECE_BYTES = 64 << 10;

    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;

    private Bytes() {}

    static long word(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    static boolean equal(byte[] a, byte[] b, int from, int to) {
        return Arrays.equals(a, from, to, b, from, to);
    }

    /** Index of the first different byte; {@code to} if there is none. */
    static int firstDifference(byte[] a, byte[] b, int from, int to) {
        int at = Arrays.mismatch(a, from, to, b, from, to);
        return at < 0 ? to : from + at;
    }

    /** Index after the last different byte; {@code from} if there is none. */
    static int lastDifference(byte[] a, byte[] b, int from, int to) {
        int end = to;
        while (end - from >= Long.BYTES && word(a, end - Long.BYTES) == word(b, end - Long.BYTES)) {
            end -= Long.BYTES;
        }
        while (end > from && a[end - 1] == b[end - 1]) {
            end--;
        }
        return end;
    }

    static int countDifferences(byte[] a, byte[] b, int from, int to) {
        int count = 0;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long different = word(a, i) ^ word(b, i);
            count += Long.bitCount((different | (different & LOW_BITS) + LOW_BITS) & ~LOW_BITS);
        }
        for (; i < to; i++) {
            count += a[i] != b[i] ? 1 : 0;
        }
        return count;
    }

    /** Length of the run of equal bytes that starts at {@code from}. */
    static int runLength(byte[] bytes, int from, int to) {
        int at = Arrays.mismatch(bytes, from, to - 1, bytes, from + 1, to);
        return at < 0 ? to - from : at + 1;
    }

    /**
     * The value of all bytes, 0 .. 255; -1 if they differ. Memory of callers is only copied: it may be a mapped file that
     * was truncated.
     */
    static int valueOfAll(MemorySegment segment) {
        byte[] piece = new byte[(int) Math.min(PIECE_BYTES, segment.byteSize())];
        int value = -1;
        for (long at = 0; at < segment.byteSize(); at += piece.length) {
            int length = (int) Math.min(piece.length, segment.byteSize() - at);
            MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, at, piece, 0, length);
            int first = piece[0] & 0xFF;
            if (at > 0 && first != value || runLength(piece, 0, length) < length) {
                return -1;
            }
            value = first;
        }
        return value;
    }

    /** Length of the run of equal bytes that ends at {@code to}. */
    static int runLengthBefore(byte[] bytes, int from, int to) {
        int start = to - 1;
        while (start > from && bytes[start - 1] == bytes[to - 1]) {
            start--;
        }
        return to - start;
    }

    /** Shannon entropy of the frequencies of the bytes, in bits per byte; the range is at most a page. */
    static double entropy(byte[] bytes, int from, int to) {
        int[] counts = new int[256];
        for (int i = from; i < to; i++) {
            counts[bytes[i] & 0xFF]++;
        }
        double sum = 0;
        for (int count : counts) {
            sum += COUNT_TIMES_LOG[count];
        }
        return (COUNT_TIMES_LOG[to - from] - sum) / (to - from);
    }

    private static double[] countTimesLog() {
        double[] products = new double[Page.BYTES + 1];
        for (int count = 2; count < products.length; count++) {
            products[count] = count * Math.log(count) / Math.log(2);
        }
        return products;
    }

    /** The bits of a byte that differ anywhere, or some of them if they are several. */
    static int differentBits(byte[] a, byte[] b, int from, int to) {
        int mask = 0;
        for (int i = from; i < to && (mask & mask - 1) == 0; i++) {
            mask |= (a[i] ^ b[i]) & 0xFF;
        }
        return mask;
    }

    /** The different bits. */
    static Reason.Bits bits(byte[] expected, byte[] found, int from, int to, long offset) {
        long bits = 0;
        int mask = 0;
        List<Long> positions = new ArrayList<>();
        for (int i = from; i < to; i++) {
            int different = (expected[i] ^ found[i]) & 0xFF;
            mask |= different;
            bits += Integer.bitCount(different);
            for (int rest = different; rest != 0 && positions.size() < Reason.Bits.MAX_POSITIONS; rest &= rest - 1) {
                positions.add((offset + i) * Byte.SIZE + Integer.numberOfTrailingZeros(rest));
            }
        }
        return new Reason.Bits(bits, mask, positions);
    }
}
