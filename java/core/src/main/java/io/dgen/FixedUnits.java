package io.dgen;

import io.dgen.PredictedRatios.Accuracy;
import io.dgen.PredictedRatios.Unit;
import io.dgen.internal.plan.DedupPlan;
import io.dgen.internal.plan.UnitCount;

/** What a deduplicator with units of a fixed size, aligned to the start of the stream, finds. */
final class FixedUnits {
    /** Up to this ratio no two sectors of the texture COPY are equal (docs/format.md, "Compression"). */
    private static final double MAX_RATIO_OF_UNIQUE_SECTORS = 8;

    private FixedUnits() {}

    static Unit predict(Recipe recipe, DedupPlan plan, long unit) {
        long size = recipe.sizeBytes();
        long tail = size % unit;
        if (unit > recipe.blockSizeBytes()) {
            UnitCount unique = plan.uniqueUnits(size / unit, unit / recipe.blockSizeBytes());
            return PredictedRatios.unit(
                    recipe,
                    unit,
                    unique.value() * unit + tail,
                    unique.isExact() ? Accuracy.EXACT : Accuracy.AT_LEAST,
                    "the unit is larger than the block of " + ByteSize.format(recipe.blockSizeBytes())
                            + ": it is found again only where all its blocks stand together again");
        }
        long unique = uniqueUnits(recipe, plan, unit) * unit + tail;
        if (unit < Recipe.MIN_BLOCK_SIZE_BYTES && sectorsMayRepeat(recipe.compression())) {
            return new Unit(
                    unit,
                    unique,
                    unique == 0 ? 1 : (double) size / unique,
                    Accuracy.AT_LEAST,
                    "parts of a page may be equal in texture "
                            + Names.of(recipe.compression().texture())
                            + " at compress=" + recipe.compression().mixture()
                            + ": units below 4KiB find more");
        }
        return PredictedRatios.unit(
                recipe,
                unit,
                unique,
                Accuracy.EXACT,
                "the stream has " + recipe.logicalBlocks() + " blocks of " + ByteSize.format(recipe.blockSizeBytes())
                        + ": too few for the ratio asked for");
    }

    /** Different whole units. */
    private static long uniqueUnits(Recipe recipe, DedupPlan plan, long unit) {
        long block = recipe.blockSizeBytes();
        long partial = recipe.sizeBytes() % block;
        long n = recipe.logicalBlocks();
        if (n == 0) {
            return 0;
        }
        boolean endsInOwnContent = partial != 0 && plan.copies(n - 1) == 1;
        return endsInOwnContent
                ? (plan.uniqueBlocks() - 1) * (block / unit) + partial / unit
                : plan.uniqueBlocks() * (block / unit);
    }

    private static boolean sectorsMayRepeat(Compression compression) {
        double largest = compression.mixture().components().getLast().ratio();
        return compression.texture() == Texture.COPY ? largest > MAX_RATIO_OF_UNIQUE_SECTORS : largest > 1;
    }
}
