package io.dgen;

import io.dgen.PredictedRatios.Accuracy;
import io.dgen.PredictedRatios.Unit;
import io.dgen.internal.plan.ContentGroup;
import io.dgen.internal.plan.DedupPlan;

/**
 * What a deduplicator finds that cuts chunks by content.
 *
 * <p>Inside a content the cuts are where they were the last time. A chunk across a junction of two blocks is found again
 * only at a junction of the same two; and behind a new junction the cuts need a few chunks to fall in step with those
 * of an earlier copy. The more different contents a block has followed, the sooner one of the earlier copies fits.
 */
final class Chunks {
    /*
     * Fitted to FastCDC (normalised chunking of level 2, chunks of 1/4 to 8 times the average) on scattered random
     * blocks of 2 to 64 times the average with 2 to 50 copies, in averages: within 0.5 % of the unique bytes measured
     * from blocks of 4 averages on, and within 0.7 % at 2.
     */
    private static final double PER_JUNCTION = 1.27;

    private static final double OUT_OF_STEP = 6.84;
    private static final double COPIES_SCALE = 2.5;
    private static final double COPIES_POWER = 0.653;
    private static final double BLOCK_SCALE = 3.24;

    /*
     * In compressible pages there are fewer places to cut: chunks are longer, by a factor that was measured from 2:1 to
     * 10:1 with averages of 8 to 32 KiB.
     */
    private static final double STRETCH_FROM = 2;

    private static final double STRETCH_PER_RATIO = 0.15;

    private Chunks() {}

    static Unit predict(Recipe recipe, DedupPlan plan, long average) {
        double block = recipe.blockSizeBytes()
                / (average * stretch(recipe.compression().mixture()));
        double blocks = 0;
        if (recipe.sizeBytes() > 0) {
            for (ContentGroup group : plan.groups()) {
                double extra = Math.min(extra(group.predecessors(), block), (group.copies() - 1) * block);
                blocks += group.contents() * (1 + extra / block);
            }
        }
        long unique = Math.min(recipe.sizeBytes(), Math.round(blocks * recipe.blockSizeBytes()));
        return PredictedRatios.unit(
                recipe,
                average,
                unique,
                Accuracy.ESTIMATE,
                "chunks of " + ByteSize.format(average) + " that span two blocks of "
                        + ByteSize.format(recipe.blockSizeBytes())
                        + " are found again only where both stand together again");
    }

    private static double stretch(Mixture mixture) {
        double sum = 0;
        double weights = 0;
        for (Mixture.Component part : mixture.components()) {
            sum += part.weight() * (1 + STRETCH_PER_RATIO * Math.max(0, part.ratio() - STRETCH_FROM));
            weights += part.weight();
        }
        return sum / weights;
    }

    /** Averages that are unique besides the content itself, if it follows so many others in blocks of that length. */
    private static double extra(double predecessors, double block) {
        double others = predecessors - 1;
        double inStep = Math.pow(1 + others / COPIES_SCALE, -COPIES_POWER);
        double fits = -Math.expm1(-(block / BLOCK_SCALE) * (block / BLOCK_SCALE));
        return PER_JUNCTION * others + OUT_OF_STEP * (1 - inStep) * fits;
    }
}
