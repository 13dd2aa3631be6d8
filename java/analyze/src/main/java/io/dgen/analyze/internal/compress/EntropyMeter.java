// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.compress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.stream.LongStream;

/** Computes the Shannon entropy (order 0) of all bytes, and of each block of 64 KiB. Thread-safe. */
public final class EntropyMeter {
    public static final int BLOCK_BYTES = 64 << 10;

    /** Number of bins of block entropies for each bit. */
    public static final int BINS_PER_BIT = 16;

    /** Entropies are summed in whole multiples of this, in bits, so that the order of the threads does not matter. */
    private static final double UNIT = 1.0 / (1L << 24);

    /** The byte order does not matter, because bytes are counted. */
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** n log2 n. */
    private static final double[] N_LOG_N = new double[BLOCK_BYTES + 1];

    static {
        for (int n = 1; n <= BLOCK_BYTES; n++) {
            N_LOG_N[n] = n * log2(n);
        }
    }

    private final long[] bytes = new long[256];
    private final long[] binBlocks = new long[8 * BINS_PER_BIT + 1];
    private long blocks;
    private long sum;

    private static double log2(double x) {
        return StrictMath.log(x) / StrictMath.log(2);
    }

    /** Adds a piece that starts at a multiple of the block size and ends at one or at the end of its file. */
    public void add(byte[] data, int from, int to) {
        long[] pieceBytes = new long[256];
        long[] pieceBins = new long[binBlocks.length];
        long pieceBlocks = 0;
        long pieceSum = 0;
        for (int at = from; at < to; at += BLOCK_BYTES) {
            int end = Math.min(to, at + BLOCK_BYTES);
            int[] counts = count(data, at, end);
            double bits = 0;
            for (int i = 0; i < 256; i++) {
                pieceBytes[i] += counts[i];
                bits -= N_LOG_N[counts[i]];
            }
            double entropy = Math.max(0, (N_LOG_N[end - at] + bits) / (end - at));
            pieceBins[(int) (entropy * BINS_PER_BIT)]++;
            pieceSum += Math.round(entropy / UNIT);
            pieceBlocks++;
        }
        merge(pieceBytes, pieceBins, pieceBlocks, pieceSum);
    }

    private static int[] count(byte[] data, int from, int to) {
        int[] counts = new int[256];
        // Four tables, so that increments for equal neighbouring bytes do not depend on each other.
        int[] counts1 = new int[256];
        int[] counts2 = new int[256];
        int[] counts3 = new int[256];
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long word = (long) LONG.get(data, at);
            int low = (int) word;
            int high = (int) (word >>> 32);
            counts[low & 0xFF]++;
            counts1[low >>> 8 & 0xFF]++;
            counts2[low >>> 16 & 0xFF]++;
            counts3[low >>> 24]++;
            counts[high & 0xFF]++;
            counts1[high >>> 8 & 0xFF]++;
            counts2[high >>> 16 & 0xFF]++;
            counts3[high >>> 24]++;
        }
        for (; at < to; at++) {
            counts[data[at] & 0xFF]++;
        }
        for (int i = 0; i < 256; i++) {
            counts[i] += counts1[i] + counts2[i] + counts3[i];
        }
        return counts;
    }

    private synchronized void merge(long[] pieceBytes, long[] pieceBins, long pieceBlocks, long pieceSum) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] += pieceBytes[i];
        }
        for (int i = 0; i < binBlocks.length; i++) {
            binBlocks[i] += pieceBins[i];
        }
        blocks += pieceBlocks;
        sum += pieceSum;
    }

    /** Number of blocks. */
    public synchronized long blocks() {
        return blocks;
    }

    /** Number of blocks with an entropy in a bin. */
    public synchronized long binBlocks(int bin) {
        return binBlocks[bin];
    }

    /** Mean of the block entropies in bits per byte; 0 without blocks. */
    public synchronized double meanOfBlocks() {
        return blocks == 0 ? 0 : sum * UNIT / blocks;
    }

    /** Entropy of all bytes together, in bits per byte. */
    public synchronized double ofAll() {
        double n = LongStream.of(bytes).sum();
        double entropy = 0;
        for (long count : bytes) {
            if (count > 0) {
                entropy -= count / n * log2(count / n);
            }
        }
        return entropy;
    }
}
