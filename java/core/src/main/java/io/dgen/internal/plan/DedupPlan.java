// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.plan;

/**
 * A pure map from positions in a stream to positions in its content, O(1) at any position. Immutable.
 *
 * <p>Both sides are byte offsets. A plan moves whole blocks, so the offset within a block never changes.
 */
public interface DedupPlan {

    /** Content offset of the byte at {@code position}, which is in 0 .. stream size - 1. */
    long contentOffset(long position);

    /** Number of bytes, beginning at {@code position}, with consecutive content offsets; at least 1. */
    long runLength(long position);

    /**
     * Number of different contents, at least 1. Their numbers are 0 .. uniqueBlocks() - 1, except in later generations
     * ({@link GenerationPlan}).
     */
    long uniqueBlocks();

    /**
     * Number of different contents of consecutive logical blocks: exact, or else the expected number.
     *
     * @param first the first logical block
     * @param count number of logical blocks; the last one is a block of the stream
     */
    UnitCount uniqueBlocks(long first, long count);

    /** Number of logical blocks with the same content as the given block, including that block. */
    long copies(long logicalBlock);

    /** The first logical block with the same content; of a content with more than 2^20 copies, an early one. */
    long firstCopy(long logicalBlock);

    /**
     * Whether two ranges are known to have the same contents. Ranges are compared up to 2^16 runs.
     *
     * @param a position of the first range
     * @param b position of the second range
     */
    default boolean areEqual(long a, long b, long length) {
        long done = 0;
        for (int runs = 0; done < length && runs < 1 << 16; runs++) {
            if (contentOffset(a + done) != contentOffset(b + done)) {
                return false;
            }
            done += Math.min(Math.min(runLength(a + done), runLength(b + done)), length - done);
        }
        return done == length;
    }

    /**
     * Number of different units among the first {@code units} units of {@code blocksPerUnit} logical blocks each.
     *
     * @param units number of units, at most the number of units that consist of complete blocks
     * @param blocksPerUnit a power of two, at least 2
     */
    UnitCount uniqueUnits(long units, long blocksPerUnit);

    /**
     * A plan in which contents repeat in the same way, with similar numbers of copies.
     *
     * @param blocks largest number of its blocks, at least 1 and less than this plan has
     */
    BlockSample sample(long blocks);
}
