// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.dedup;

/**
 * The rolling hash of FastCDC (Xia et al., "FastCDC: a Fast and Efficient Content-Defined Chunking Approach for Data
 * Deduplication", USENIX ATC 2016): h = 2h + G[byte]. Therefore h depends only on the last 64 bytes, and its highest
 * bits depend on all of these bytes. G is a table of 256 random words: the outputs of SplitMix64 from the seed {@value
 * #SEED}.
 */
final class GearHash {
    static final long SEED = 0x6467656E;

    /** Number of bytes that the hash depends on. */
    static final int WINDOW_BYTES = 64;

    private static final long[] TABLE = table();

    private GearHash() {}

    private static long[] table() {
        long[] table = new long[256];
        long state = SEED;
        for (int i = 0; i < table.length; i++) {
            state += 0x9E3779B97F4A7C15L;
            long z = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
            z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
            table[i] = z ^ z >>> 31;
        }
        return table;
    }

    /** Returns the hash, continued over these bytes. */
    static long roll(long hash, byte[] data, int from, int to) {
        long h = hash;
        for (int i = from; i < to; i++) {
            h = (h << 1) + TABLE[data[i] & 0xFF];
        }
        return h;
    }

    /** Continues the hash and adds each position after a byte at which it has enough leading zero bits. */
    static void scan(long hash, byte[] data, int from, int to, CutPoints found) {
        long h = hash;
        int shift = 64 - found.minZeroBits();
        for (int i = from; i < to; i++) {
            h = (h << 1) + TABLE[data[i] & 0xFF];
            if (h >>> shift == 0) {
                found.add(i + 1, Long.numberOfLeadingZeros(h));
            }
        }
    }
}
