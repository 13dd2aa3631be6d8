package io.dgen.internal.plan;

/**
 * A pure map from positions in a stream to positions in its content, O(1) at any position.
 *
 * <p>Both sides are byte offsets. A plan moves whole blocks, so the offset within a block never changes.
 */
public interface DedupPlan {

    /** Content offset of the byte at {@code position}, which is in 0 .. stream size - 1. */
    long contentOffset(long position);

    /** Number of bytes from {@code position} on, at least 1, whose content offsets follow each other. */
    long runLength(long position);
}
