// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.PredictedRatios.Accuracy;
import io.dgen.PredictedRatios.Range;
import io.dgen.internal.plan.DedupPlan;
import io.dgen.internal.plan.LiteralPlan;
import io.dgen.internal.plan.UnitCount;
import java.util.ArrayList;
import java.util.List;

/** Predicts the ratios of a range of a stream. */
final class RangePrediction {
    private static final long PAGE_BYTES = 4096;

    /** Largest number of blocks of which draws are counted. */
    private static final long MAX_DRAWS = 1 << 16;

    private final Recipe recipe;
    private final DedupPlan plan;
    private final long blockBytes;

    RangePrediction(Recipe recipe, DedupPlan plan) {
        this.recipe = recipe;
        this.plan = plan;
        this.blockBytes = recipe.blockSizeBytes();
    }

    Range of(long offset, long length) {
        UnitCount unique = uniqueBytes(offset, length);
        double dedupRatio = length == 0 ? 1 : (double) length / unique.value();
        return new Range(
                offset,
                length,
                unique.value(),
                dedupRatio,
                compressRatio(offset, length),
                unique.isExact() ? Accuracy.EXACT : Accuracy.ESTIMATE);
    }

    private UnitCount uniqueBytes(long offset, long length) {
        long end = offset + length;
        long first = Math.ceilDiv(offset, blockBytes);
        long blocks = Math.max(0, end / blockBytes - first);
        if (blocks == 0) {
            return UnitCount.exactly(length);
        }
        UnitCount unique = plan.uniqueBlocks(first, blocks);
        return new UnitCount(unique.value() * blockBytes + (length - blocks * blockBytes), unique.isExact());
    }

    /** The first and the last cell may be incomplete, so that they lack literals or copies. */
    private double compressRatio(long offset, long length) {
        if (length == 0) {
            return recipe.compressRatio();
        }
        long cell = PAGE_BYTES / recipe.compression().texture().cells();
        long end = offset + length;
        long start = Math.min(Math.ceilDiv(offset, cell) * cell, end);
        long head = start - offset; // its copies have no source in the range
        long tail = (end - start) % cell;
        double compressed = head
                + (length - head - tail) / drawnMixture(offset, length).ratio()
                + (tail == 0
                        ? 0
                        : Math.min(tail, cell / drawnMixture(end - tail, tail).ratio()));
        return length / compressed;
    }

    /** The mixture with the weights of the draws of the blocks that the range is in. */
    Mixture drawnMixture(long offset, long length) {
        List<Mixture.Component> components = recipe.compression().mixture().components();
        if (length == 0 || components.size() == 1) {
            return recipe.compression().mixture();
        }
        long first = offset / blockBytes;
        long blocks = (offset + length - 1) / blockBytes - first + 1;
        LiteralPlan literals = recipe.compression().literals(recipe);
        int samples = (int) Math.min(blocks, MAX_DRAWS);
        int[] counts = new int[components.size()];
        for (int i = 0; i < samples; i++) {
            // Without overflow: blocks / samples * i, and the same of the remainder.
            long block = first + blocks / samples * i + blocks % samples * i / samples;
            counts[literals.component(plan.contentOffset(block * blockBytes))]++;
        }
        List<Mixture.Component> drawn = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                Mixture.Component component = components.get(i);
                drawn.add(new Mixture.Component(component.ratio(), component.bits(), (double) counts[i] / samples));
            }
        }
        return new Mixture(drawn);
    }
}
