package io.dgen.internal.plan;

import java.util.List;

/**
 * A pure map from positions in a stream to positions in its content, O(1) at any position. Immutable.
 *
 * <p>Both sides are byte offsets. A plan moves whole blocks, so the offset within a block never changes.
 */
public interface DedupPlan {

    /** Content offset of the byte at {@code position}, which is in 0 .. stream size - 1. */
    long contentOffset(long position);

    /** Number of bytes from {@code position} on, at least 1, whose content offsets follow each other. */
    long runLength(long position);

    /** Number of different contents, from 1 on. The contents are 0 .. uniqueBlocks() - 1. */
    long uniqueBlocks();

    /** How many logical blocks, the given one included, show the same content as it. */
    long copies(long logicalBlock);

    /**
     * How many of the first {@code units} groups of {@code blocksPerUnit} logical blocks each differ from one another.
     *
     * @param units such groups that the stream has, all their blocks whole
     * @param blocksPerUnit a power of two, at least 2
     */
    UnitCount uniqueUnits(long units, long blocksPerUnit);

    /** All contents, grouped, for a stream of at least one block. */
    List<ContentGroup> groups();
}
