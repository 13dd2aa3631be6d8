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

    /** Bytes between two checks for an early end: a loop without checks takes a sixth of the time of a comparison. */
    private static final int PIECE_BYTES = 8 << 10;

    /** Memory of callers may be a mapped file that was truncated: reading words of it throws an error. */
    static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

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

    /** Whether all bytes of the word are equal. */
    static boolean isRun(long word) {
        return word == Long.rotateLeft(word, Byte.SIZE);
    }

    /** Length of the run of equal bytes that starts at {@code from}. */
    static int runLength(byte[] bytes, int from, int to) {
        int at = Arrays.mismatch(bytes, from, to - 1, bytes, from + 1, to);
        return at < 0 ? to - from : at + 1;
    }

    /** The value of all bytes, 0 .. 255; -1 if they differ. The segment has at least a word. */
    static int valueOfAll(MemorySegment segment) {
        long last = segment.byteSize() - Long.BYTES;
        long word = segment.get(WORD, 0);
        long different = segment.get(WORD, last) ^ word;
        for (long at = 0; at < last && different == 0 && isRun(word); at += PIECE_BYTES) {
            different = differentBits(segment, at, (int) Math.min(PIECE_BYTES, last - at), word);
        }
        return different == 0 && isRun(word) ? (int) word & 0xFF : -1;
    }

    /** The bits that differ in any of the words. */
    private static long differentBits(MemorySegment segment, long offset, int length, long word) {
        long different = 0;
        for (int at = 0; at < length; at += Long.BYTES) {
            different |= segment.get(WORD, offset + at) ^ word;
        }
        return different;
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
