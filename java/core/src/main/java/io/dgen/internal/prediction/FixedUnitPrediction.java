// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

import io.dgen.internal.plan.DedupPlan;
import io.dgen.internal.plan.UnitCount;

/** Prediction for a deduplicator with units of a fixed size, aligned to the start of the stream. */
public final class FixedUnitPrediction {
    private FixedUnitPrediction() {}

    /**
     * Unique bytes of the stream, including a partial last unit. Assumes that the pages of a content differ in all
     * units.
     *
     * @param unit size of a unit in bytes, a power of two; at most a block if the stream has several generations
     */
    public static UnitCount uniqueBytes(PlannedStream stream, long unit) {
        long tail = stream.sizeBytes() % unit;
        if (unit <= stream.blockBytes()) {
            long tails = tail == 0 ? 0 : tail * stream.versionsOfLastBlock();
            return UnitCount.exactly(unitsOfBlocks(stream, unit) * unit + tails);
        }
        UnitCount units = stream.plan().uniqueUnits(stream.sizeBytes() / unit, unit / stream.blockBytes());
        return new UnitCount(units.value() * unit + tail, units.isExact());
    }

    /** Number of different whole units, if a unit is not larger than a block. */
    private static long unitsOfBlocks(PlannedStream stream, long unit) {
        if (stream.sizeBytes() == 0) {
            return 0;
        }
        DedupPlan plan = stream.plan();
        long unitsPerBlock = stream.blockBytes() / unit;
        long partial = stream.sizeBytes() % stream.blockBytes();
        boolean endsInOwnContent = partial != 0 && plan.copies(stream.blocks() - 1) == 1;
        long partialBlocks = endsInOwnContent ? stream.versionsOfLastBlock() : 0;
        return (stream.contents() - partialBlocks) * unitsPerBlock + partialBlocks * (partial / unit);
    }
}
