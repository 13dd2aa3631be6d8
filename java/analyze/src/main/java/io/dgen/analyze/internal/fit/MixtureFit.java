// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.fit;

import io.dgen.Mixture;
import io.dgen.Reach;
import io.dgen.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the mixture with the ratios that two compressors should reach. One compressor (LZ4) only finds matches: it
 * determines the ratios of the mixture. The other one (zstd) also codes literals: it determines the random bits of the
 * literals.
 *
 * <p>Two factors, one for all sizes and one for all bits, correct the overall ratios. They are computed from the sizes
 * that the compressors reach on generated blocks, and from the weights of the ratios that the blocks of the stream
 * draw.
 */
public final class MixtureFit {
    /** Each class may become two components with different bits. */
    private static final int MAX_CLASSES = Mixture.MAX_COMPONENTS / 2;

    /** The second round uses the bits that the first one has found. */
    private static final int ROUNDS = 2;

    /** Largest number of classes with fixed bits while the bits of the others are fitted. */
    private static final int MAX_FIXED = 6;

    /** Relative error of the size at which the search ends. */
    private static final double TOLERANCE = 0.002;

    /**
     * Bits that are this close to a whole number are rounded, because the difference does not justify another
     * component.
     */
    private static final double NEARLY_WHOLE = 0.005;

    /** Weights have five decimals. */
    private static final double WEIGHT_STEPS = 1e5;

    private static final int ALL_BITS = Byte.SIZE;

    /**
     * A recipe with a fitted mixture.
     *
     * @param recipe of the stream
     * @param matchRatio ratio that the compressor without entropy coding will reach, N:1
     * @param entropyRatio ratio that the other compressor will reach, N:1
     */
    public record FittedMixture(Recipe recipe, double matchRatio, double entropyRatio) {}

    private final Recipe recipe;
    private final List<RankedClass> classes;
    private final SizeTable matches;
    private final SizeTable entropy;

    private MixtureFit(Recipe recipe, CompressionGoal match, CompressionGoal entropy) {
        this.recipe = recipe;
        int blockBytes = Math.toIntExact(recipe.blockSizeBytes());
        this.matches = new SizeTable(blockBytes, match.compressor(), reach());
        this.entropy = new SizeTable(blockBytes, entropy.compressor(), reach());
        this.classes = RankedClass.of(match, entropy, MAX_CLASSES);
    }

    /**
     * Returns the recipe of a stream.
     *
     * @param recipe everything except the compression; its reach is kept
     * @param match goal of the compressor that only finds matches
     * @param entropy goal of the compressor that also codes literals
     */
    public static FittedMixture of(Recipe recipe, CompressionGoal match, CompressionGoal entropy) {
        return new MixtureFit(recipe, match, entropy).solve(1 / match.ratio(), 1 / entropy.ratio());
    }

    private FittedMixture solve(double matchSize, double entropySize) {
        double sizeFactor = 1;
        double[] bits = bits(new double[classes.size()], 1);
        for (int round = 0; round < ROUNDS; round++) {
            sizeFactor = sizeFactor(bits, matchSize);
            bits = bitsFor(sizeFactor, entropySize);
        }
        Mixture drawn = drawn(sizeFactor, bits);
        return new FittedMixture(with(mixture(sizeFactor, bits)), 1 / matches.sizeOf(drawn), 1 / entropy.sizeOf(drawn));
    }

    private double sizeFactor(double[] bits, double wanted) {
        return FactorBracket.around(wanted, Mixture.MAX_RATIO, f -> matches.sizeOf(drawn(f, bits)))
                .nearest();
    }

    /**
     * Returns the bits of each class for the wanted size. Where many blocks have the same content, the size jumps when
     * the bits of that content change: the class of that content is then fixed, and the others compensate for it.
     */
    private double[] bitsFor(double sizeFactor, double wanted) {
        double[] fixed = new double[classes.size()];
        double[] best = fixed;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < MAX_FIXED && least > TOLERANCE * wanted; i++) {
            FactorBracket bracket =
                    FactorBracket.around(wanted, ALL_BITS, f -> entropy.sizeOf(drawn(sizeFactor, bits(fixed, f))));
            double[] nearest = bits(fixed, bracket.nearest());
            if (bracket.distance() < least) {
                least = bracket.distance();
                best = nearest;
            }
            int jump = jump(sizeFactor, bits(fixed, bracket.low()), bits(fixed, bracket.high()), wanted);
            fixed[jump] = nearest[jump];
        }
        return best;
    }

    /**
     * Changes the classes from low to high one by one, and returns the class at which the size passes the wanted size.
     */
    private int jump(double sizeFactor, double[] low, double[] high, double wanted) {
        double[] mixed = low.clone();
        for (int k = 0; k < mixed.length - 1; k++) {
            mixed[k] = high[k];
            if (mixed[k] != low[k] && entropy.sizeOf(drawn(sizeFactor, mixed)) >= wanted) {
                return k;
            }
        }
        return mixed.length - 1;
    }

    /** Returns the fixed bits where they are not 0, and those of the other classes times the factor. */
    private double[] bits(double[] fixed, double factor) {
        double[] bits = new double[fixed.length];
        for (int i = 0; i < bits.length; i++) {
            double own = Math.clamp(classes.get(i).bits() * factor, Mixture.MIN_BITS, ALL_BITS);
            double whole = Math.rint(own);
            bits[i] = fixed[i] != 0 ? fixed[i] : Math.abs(own - whole) < NEARLY_WHOLE ? whole : own;
        }
        return bits;
    }

    private Mixture drawn(double sizeFactor, double[] bits) {
        return with(mixture(sizeFactor, bits)).predictedRatios().drawnMixture();
    }

    private Recipe with(Mixture mixture) {
        return recipe.toBuilder()
                .compression(SizeTable.compression(mixture, recipe.blockSizeBytes(), reach()))
                .build();
    }

    private Reach reach() {
        return recipe.compression().reach();
    }

    /** A class becomes two components if its bits are not a whole number. */
    private Mixture mixture(double sizeFactor, double[] bits) {
        // The key is the ratio in hundredths, times 16, plus the bits: the order of components.
        TreeMap<Integer, Double> weights = new TreeMap<>();
        for (int i = 0; i < bits.length; i++) {
            RankedClass c = classes.get(i);
            double size = Math.clamp(c.matchSize() * sizeFactor, 1.0 / Mixture.MAX_RATIO, 1);
            int ratio = (int) Math.round(100 / size);
            int low = (int) Math.min(Math.floor(bits[i]), ALL_BITS - 1);
            weights.merge(ratio * 16 + low, c.weight() * (low + 1 - bits[i]), Double::sum);
            weights.merge(ratio * 16 + low + 1, c.weight() * (bits[i] - low), Double::sum);
        }
        List<Mixture.Component> components = new ArrayList<>();
        double all = weights.values().stream().mapToDouble(w -> w).sum();
        double cumulated = 0;
        long steps = 0;
        for (Map.Entry<Integer, Double> e : weights.entrySet()) {
            cumulated += e.getValue();
            long end = Math.round(cumulated / all * WEIGHT_STEPS);
            if (end > steps) {
                components.add(
                        new Mixture.Component(e.getKey() / 16 / 100.0, e.getKey() % 16, (end - steps) / WEIGHT_STEPS));
            }
            steps = end;
        }
        return new Mixture(components);
    }
}
