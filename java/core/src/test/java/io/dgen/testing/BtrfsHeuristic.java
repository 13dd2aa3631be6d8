// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import java.util.Arrays;

/**
 * The decision of btrfs whether to compress data (Linux 4.15 and newer; docs/presets.md, "btrfs"), which it makes for
 * the first 128 KiB of a range of new pages, and again for each piece of 128 KiB. Data is compressed if one rule says
 * so, in this order:
 *
 * <ol>
 *   <li>The sample has 16 bytes of every 256. If its halves are equal: yes.
 *   <li>It has fewer than 64 byte values: yes.
 *   <li>The most frequent values that make up 90 % of it are at most 64: yes; at least 200: no.
 *   <li>Its entropy, from logarithms rounded down to quarters of a bit, is below 80 % of 8 bits.
 * </ol>
 */
public final class BtrfsHeuristic {
    private static final int RANGE = 128 << 10;
    private static final int INTERVAL = 256;
    private static final int READ = 16;

    private BtrfsHeuristic() {}

    /**
     * Whether btrfs compresses a range of pages.
     *
     * @param from start of the range in the data
     */
    public static boolean isCompressible(byte[] data, int from) {
        byte[] sample = sample(data, from);
        int half = sample.length / 2;
        if (Arrays.equals(sample, 0, half, sample, half, 2 * half)) {
            return true;
        }
        int[] counts = new int[256];
        for (byte value : sample) {
            counts[value & 0xFF]++;
        }
        if (Arrays.stream(counts).filter(count -> count > 0).count() < 64) {
            return true;
        }
        int core = coreSet(counts, sample.length * 90 / 100);
        return core <= 64 || core < 200 && entropyPercent(counts, sample.length) < 80;
    }

    private static byte[] sample(byte[] data, int from) {
        int end = Math.min(data.length, from + RANGE);
        byte[] sample = new byte[Math.ceilDiv(end - from, INTERVAL) * READ];
        int length = 0;
        for (int at = from; at + READ <= end; at += INTERVAL, length += READ) {
            System.arraycopy(data, at, sample, length, READ);
        }
        return Arrays.copyOf(sample, length);
    }

    /** Number of the most frequent values that together occur more than {@code threshold} times. */
    private static int coreSet(int[] counts, int threshold) {
        int[] ascending = counts.clone();
        Arrays.sort(ascending);
        int sum = 0;
        int values = 0;
        while (values < counts.length && sum <= threshold) {
            sum += ascending[counts.length - ++values];
        }
        return values;
    }

    private static int entropyPercent(int[] counts, int length) {
        long sum = 0;
        for (int count : counts) {
            if (count > 0) {
                sum += (long) count * (quarterBits(length) - quarterBits(count));
            }
        }
        return (int) (sum / length * 100 / quarterBits(256));
    }

    /** Four times the binary logarithm, rounded down. */
    private static int quarterBits(long value) {
        return 63 - Long.numberOfLeadingZeros(value * value * value * value);
    }
}
