// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.engine;

import io.dgen.internal.format.ByteRanges;
import io.dgen.internal.format.Mismatch;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/**
 * Counts and locates the wrong bytes of a chunk. Takes about the same time for every number of wrong bytes. One instance
 * per thread.
 */
final class WrongBytes {
    /** The expected and the actual bytes fit into the L1 cache together. */
    private static final int CHUNK_BYTES = PageBatch.BYTES;

    /** Wrong bytes of adjacent blocks are in the same range: at most 62 right bytes are between them. */
    private static final int BLOCK_WORDS = 4;

    private static final int BLOCK_BYTES = BLOCK_WORDS * Long.BYTES;

    /** Words that are counted together: counts of so many fit into bytes. */
    private static final int GROUP_WORDS = 128;

    /** With more wrong bytes, a group has no right block. */
    private static final int MOST_WRONG_WITH_RIGHT_BLOCK = GROUP_WORDS * Long.BYTES - BLOCK_BYTES;

    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final long EVEN_BYTES = 0x00FF00FF00FF00FFL;
    private static final long SUM_OF_SHORTS = 0x0001000100010001L;

    private static final boolean IS_BIG_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;

    private final long[] expectedWords = new long[CHUNK_BYTES / Long.BYTES];
    private final long[] actualWords = new long[CHUNK_BYTES / Long.BYTES];
    private final int[] wrongInGroup = new int[CHUNK_BYTES / Long.BYTES / GROUP_WORDS];
    private final MemorySegment expected = MemorySegment.ofArray(expectedWords);
    private final MemorySegment actual = MemorySegment.ofArray(actualWords);

    /**
     * Compares two chunks.
     *
     * @param length in bytes, 1 .. {@link PageBatch#BYTES}
     */
    Mismatch compare(MemorySegment right, long rightAt, MemorySegment checked, long checkedAt, int length) {
        int end = (length + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
        expected.asSlice(length, end - length).fill((byte) 0);
        actual.asSlice(length, end - length).fill((byte) 0);
        MemorySegment.copy(right, rightAt, expected, 0, length);
        MemorySegment.copy(checked, checkedAt, actual, 0, length);
        int words = end / Long.BYTES;
        long count = countWrong(words);
        return count == 0 ? Mismatch.NONE : new Mismatch(count, locate(words));
    }

    private long countWrong(int words) {
        long wrong = 0;
        for (int i = 0; i < words; i += GROUP_WORDS) {
            long sums = countWrong(expectedWords, actualWords, i, Math.min(i + GROUP_WORDS, words));
            long shorts = (sums & EVEN_BYTES) + (sums >>> 8 & EVEN_BYTES);
            int inGroup = (int) (shorts * SUM_OF_SHORTS >>> 48);
            wrongInGroup[i / GROUP_WORDS] = inGroup;
            wrong += inGroup;
        }
        return wrong;
    }

    /** Returns eight sums, one per byte of a word. The compiler makes vector code of the loop. */
    private static long countWrong(long[] expected, long[] actual, int start, int end) {
        long sums = 0;
        for (int i = start; i < end; i++) {
            long difference = expected[i] ^ actual[i];
            sums += (difference | (difference & LOW_BITS) + LOW_BITS) >>> 7 & ~LOW_BITS >>> 7;
        }
        return sums;
    }

    private ByteRanges locate(int words) {
        ByteRanges ranges = new ByteRanges();
        int right = 0;
        while (!ranges.isFull()) {
            int wrong = nextWrongBlock(right, words);
            if (wrong == words) {
                break;
            }
            right = nextRightBlock(wrong, words);
            ranges.add(firstWrong(wrong), endOfWrong(right));
        }
        return ranges;
    }

    /** First word of the next block that has a wrong byte; {@code words} if there is none. */
    private int nextWrongBlock(int from, int words) {
        long[] a = expectedWords;
        long[] b = actualWords;
        for (int i = from; i < words; i += BLOCK_WORDS) {
            if ((a[i] ^ b[i] | a[i + 1] ^ b[i + 1] | a[i + 2] ^ b[i + 2] | a[i + 3] ^ b[i + 3]) != 0) {
                return i;
            }
        }
        return words;
    }

    /** First word of the next block without a wrong byte; {@code words} if there is none. */
    private int nextRightBlock(int from, int words) {
        long[] a = expectedWords;
        long[] b = actualWords;
        for (int i = from; i < words; i += BLOCK_WORDS) {
            while (i % GROUP_WORDS == 0 && wrongInGroup[i / GROUP_WORDS] > MOST_WRONG_WITH_RIGHT_BLOCK) {
                i += GROUP_WORDS; // mostly wrong data has only such groups
                if (i >= words) {
                    return words;
                }
            }
            if (a[i] == b[i] && a[i + 1] == b[i + 1] && a[i + 2] == b[i + 2] && a[i + 3] == b[i + 3]) {
                return i;
            }
        }
        return words;
    }

    /** Index of the first wrong byte at or after a word. */
    private long firstWrong(int word) {
        int i = word;
        while (difference(i) == 0) {
            i++;
        }
        return (long) i * Long.BYTES + Long.numberOfTrailingZeros(difference(i)) / Byte.SIZE;
    }

    /** Index of the byte after the last wrong one before a word. */
    private long endOfWrong(int word) {
        int i = word - 1;
        while (difference(i) == 0) {
            i--;
        }
        return (i + 1L) * Long.BYTES - Long.numberOfLeadingZeros(difference(i)) / Byte.SIZE;
    }

    /** The different bits of two words; the lowest byte of the result is the first one in memory. */
    private long difference(int i) {
        long difference = expectedWords[i] ^ actualWords[i];
        return IS_BIG_ENDIAN ? Long.reverseBytes(difference) : difference;
    }
}
