// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

import io.dgen.internal.plan.DedupPlan;

/** The properties of a stream that determine the result of a deduplicator. */
public record PlannedStream(long sizeBytes, long blockBytes, DedupPlan plan) {

    /** Number of blocks, the last one possibly partial. */
    long blocks() {
        return sizeBytes / blockBytes + (sizeBytes % blockBytes == 0 ? 0 : 1);
    }
}
