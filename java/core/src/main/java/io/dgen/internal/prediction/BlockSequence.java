// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

import io.dgen.internal.format.Layout;
import io.dgen.internal.plan.DedupPlan;
import io.dgen.internal.plan.LiteralPlan;

/**
 * The contents that follow one another in a stream, and the structure of their pages.
 *
 * @param blockBytes size of a block
 * @param shrink how many times larger the blocks of the plan are
 * @param literals of the contents in generation 0
 */
record BlockSequence(
        long sizeBytes, long blockBytes, long shrink, DedupPlan plan, LiteralPlan literals, Layout layout) {

    /** Number of blocks, the last one possibly partial. */
    long blocks() {
        return Math.ceilDiv(sizeBytes, blockBytes);
    }

    long content(long block) {
        return plan.contentOffset(block * blockBytes * shrink) / (blockBytes * shrink);
    }

    long end(long block) {
        return Math.min(sizeBytes, (block + 1) * blockBytes);
    }

    /** The positions at which a hash of that many bytes repeats in the cells of a content. */
    CellHashes hashes(long content, int windowBytes) {
        long first = content % plan.uniqueBlocks(); // the version of generation 0
        return CellHashes.of(layout, literals.at(first * blockBytes * shrink), windowBytes);
    }
}
