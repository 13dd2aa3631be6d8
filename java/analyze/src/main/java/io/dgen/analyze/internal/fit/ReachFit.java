// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.fit;

import io.dgen.Dedup;
import io.dgen.Reach;
import io.dgen.Recipe;
import io.dgen.analyze.internal.compress.BlockCompressor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Finds the mixture together with the reach, so that the ratios of the generated data change with the size of the blocks as
 * wanted.
 *
 * <p>Blocks of the size of a group have the matches of its entry and of all smaller ones, and none of the larger ones.
 * Therefore each share follows from the change of the compressed size between two sizes of blocks. The compressed sizes of
 * generated data correct it.
 */
public final class ReachFit {
    /** Groups and distances in bytes. Beyond 128 KiB only compressors with a window of more than 512 KiB find matches. */
    private static final int[][] ENTRIES = {
        {16 << 10, 4 << 10}, {64 << 10, 16 << 10}, {128 << 10, 64 << 10}, {1 << 20, 512 << 10}
    };

    private static final int PAGE_BYTES = 4 << 10;

    /** The first round has no reach to correct, the second one corrects that of the first. */
    private static final int ROUNDS = 2;

    private static final int SAMPLE_BYTES = 16 << 20;

    /** Largest sum of shares: each page needs lines of its own. */
    private static final double MOST = 0.9;

    /** Smallest share: less than a line in most pages. */
    private static final double LEAST = 0.005;

    private static final double SHARE_STEPS = 1e4;

    /**
     * The compressed sizes that a compressor should reach.
     *
     * @param windowBytes largest distance of its matches
     * @param sizes compressed size divided by size, by the size of the blocks in bytes
     */
    public record Curve(BlockCompressor compressor, long windowBytes, Map<Long, Double> sizes) {
        private boolean hasStep(int from, int to) {
            return to <= windowBytes && !Double.isNaN(wantedStep(from, to));
        }

        private double wantedStep(int from, int to) {
            return sizes.getOrDefault((long) to, Double.NaN) / sizes.getOrDefault((long) from, Double.NaN);
        }
    }

    private final Recipe recipe;
    private final CompressionGoal match;
    private final CompressionGoal entropy;
    private final List<Curve> curves;

    private ReachFit(Recipe recipe, CompressionGoal match, CompressionGoal entropy, List<Curve> curves) {
        this.recipe = recipe;
        this.match = match;
        this.entropy = entropy;
        this.curves = curves;
    }

    /**
     * Returns the recipe of a stream.
     *
     * @param recipe everything except the compression
     * @param match goal of the compressor that only finds matches, at the block size of the recipe
     * @param entropy goal of the compressor that also codes literals
     * @param curves the sizes at several sizes of blocks; an entry of the reach needs those of its group and of the previous
     *     group
     */
    public static MixtureFit.FittedMixture of(
            Recipe recipe, CompressionGoal match, CompressionGoal entropy, List<Curve> curves) {
        return new ReachFit(recipe, match, entropy, curves).solve();
    }

    private MixtureFit.FittedMixture solve() {
        double[] shares = new double[ENTRIES.length];
        MixtureFit.FittedMixture fitted = mixture(shares);
        for (int round = 0; round < ROUNDS && recipe.sizeBytes() > 0; round++) {
            Reach before = reach(shares);
            correct(shares, fitted.recipe());
            if (!reach(shares).equals(before)) {
                fitted = mixture(shares);
            }
        }
        return fitted;
    }

    private MixtureFit.FittedMixture mixture(double[] shares) {
        return MixtureFit.of(recipe.toBuilder().reach(reach(shares)).build(), match, entropy);
    }

    private static Reach reach(double[] shares) {
        List<Reach.Entry> entries = new ArrayList<>();
        for (int k = 0; k < shares.length; k++) {
            if (shares[k] >= LEAST) {
                double share = Math.floor(shares[k] * SHARE_STEPS) / SHARE_STEPS;
                entries.add(new Reach.Entry(ENTRIES[k][0], ENTRIES[k][1], share));
            }
        }
        return new Reach(entries);
    }

    private void correct(double[] shares, Recipe fitted) {
        Recipe unique = new Recipe(1, 0, SAMPLE_BYTES, recipe.blockSizeBytes(), Dedup.NONE, fitted.compression());
        GeneratedSample sample = new GeneratedSample(unique, SAMPLE_BYTES);
        double sum = 0;
        double saved = 0;
        for (int k = 0; k < ENTRIES.length && ENTRIES[k][0] <= recipe.blockSizeBytes(); k++) {
            double copies = 1 - (double) ENTRIES[k][1] / ENTRIES[k][0];
            OptionalDouble excess = excess(sample, k == 0 ? PAGE_BYTES : ENTRIES[k - 1][0], ENTRIES[k][0]);
            if (excess.isPresent()) {
                shares[k] = Math.clamp(shares[k] + excess.getAsDouble() * (1 - saved) / copies, 0, MOST - sum);
            }
            sum += shares[k];
            saved += shares[k] * copies;
        }
    }

    /** How much too little the sizes fall from one size of blocks to the next, on average over the compressors. */
    private OptionalDouble excess(GeneratedSample sample, int from, int to) {
        return curves.stream()
                .filter(curve -> curve.hasStep(from, to))
                .mapToDouble(curve -> sample.sizeBy(curve.compressor(), to) / sample.sizeBy(curve.compressor(), from)
                        - curve.wantedStep(from, to))
                .average();
    }
}
