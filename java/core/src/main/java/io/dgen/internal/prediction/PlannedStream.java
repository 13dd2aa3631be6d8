// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

import io.dgen.internal.plan.DedupPlan;
import io.dgen.internal.plan.GenerationSeries;

/**
 * The properties of a stream that determine the result of a deduplicator.
 *
 * @param sizeBytes of each generation
 * @param plan of generation 0
 * @param generations those that the deduplicator stores
 */
public record PlannedStream(long sizeBytes, long blockBytes, DedupPlan plan, GenerationSeries generations) {

    /** Number of different contents in all generations. */
    long contents() {
        return plan.uniqueBlocks() + changes();
    }

    /** Number of changes of contents from the first generation to the last one. */
    public long changes() {
        return generations.changes(plan);
    }

    /** Number of different last blocks in all generations. */
    long versionsOfLastBlock() {
        return generations.versionsOf(plan, plan.contentOffset((blocks() - 1) * blockBytes) / blockBytes);
    }

    /** Number of blocks, the last one possibly partial. */
    long blocks() {
        return sizeBytes / blockBytes + (sizeBytes % blockBytes == 0 ? 0 : 1);
    }
}
