// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

import io.dgen.internal.plan.ContentGroup;

/**
 * Prediction for a deduplicator that cuts chunks by content.
 *
 * <p>Inside a content, every copy has the same chunk boundaries. A chunk that spans a junction of two blocks is a
 * duplicate only if the same two blocks were adjacent before. After a new junction, it takes a few chunks until the
 * boundaries coincide with those of an earlier copy. The more different contents the earlier copies have followed, the
 * sooner the boundaries coincide with those of one of these copies.
 */
public final class ContentDefinedPrediction {
    /*
     * Fitted to FastCDC (normalised chunking of level 2, chunks of 1/4 to 8 times the average) on scattered random
     * blocks of 2 to 64 times the average with 2 to 50 copies. The unit is the average. Against the unique bytes
     * measured, the error is within 0.5 % with blocks of at least 4 averages and within 0.7 % with blocks of 2.
     */
    private static final double PER_JUNCTION = 1.27;

    private static final double OUT_OF_STEP = 6.84;
    private static final double COPIES_SCALE = 2.5;
    private static final double COPIES_POWER = 0.653;
    private static final double BLOCK_SCALE = 3.24;

    /*
     * Chunks are longer in compressible pages, because these have fewer possible boundaries. The factor was measured
     * from 2:1 to 10:1 with averages of 8 to 32 KiB.
     */
    private static final double STRETCH_FROM = 2;

    private static final double STRETCH_PER_RATIO = 0.15;

    private ContentDefinedPrediction() {}

    /** Length of chunks in pages of that compression ratio, relative to chunks in incompressible pages. */
    public static double stretch(double compressRatio) {
        return 1 + STRETCH_PER_RATIO * Math.max(0, compressRatio - STRETCH_FROM);
    }

    /**
     * Unique bytes of the stream.
     *
     * @param average mean length of the chunks in bytes
     */
    public static long uniqueBytes(PlannedStream stream, double average) {
        if (stream.sizeBytes() == 0) {
            return 0;
        }
        double block = stream.blockBytes() / average;
        double blocks = 0;
        for (ContentGroup group : stream.plan().groups()) {
            double extra = Math.min(extra(group.predecessors(), block), (group.copies() - 1) * block);
            blocks += group.contents() * (1 + extra / block);
        }
        return Math.min(stream.sizeBytes(), Math.round(blocks * stream.blockBytes()));
    }

    /**
     * Unique bytes besides the content itself, in units of the average chunk, for a content with that many predecessors
     * and blocks of that length.
     */
    private static double extra(double predecessors, double block) {
        double others = predecessors - 1;
        double inStep = Math.pow(1 + others / COPIES_SCALE, -COPIES_POWER);
        double fits = -Math.expm1(-(block / BLOCK_SCALE) * (block / BLOCK_SCALE));
        return PER_JUNCTION * others + OUT_OF_STEP * (1 - inStep) * fits;
    }
}
