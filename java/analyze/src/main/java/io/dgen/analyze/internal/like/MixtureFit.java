package io.dgen.analyze.internal.like;

import io.dgen.Mixture;
import io.dgen.Recipe;
import io.dgen.analyze.internal.compress.BlockCompressor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/**
 * A mixture that two compressors make as much of as of the data to be like. One finds matches only: it decides the ratios.
 * The other one codes literals, too: it decides how many of their bits are random.
 *
 * <p>What is known are two distributions over blocks. The block of each rank in one is taken for the block of that rank in
 * the other. Two factors, one for all sizes and one for all bits, then make the ratios of the whole right: with sizes
 * that were measured on generated blocks, and with the shares that the stream's blocks have drawn.
 */
public final class MixtureFit {
    /** Each may become two numbers of bits, and recipes take 64 parts. */
    private static final int MAX_CLASSES = Mixture.MAX_COMPONENTS / 2;

    private static final int STEPS = 18;

    /** The second round sees the bits that the first one has found. */
    private static final int ROUNDS = 2;

    /** Most classes whose bits are kept while those of the others are fitted. */
    private static final int MAX_KEPT = 6;

    /** Near enough. */
    private static final double NEAR = 0.002;

    /** Not worth a part of its own. */
    private static final double NEARLY_WHOLE = 0.005;

    /** Weights have five decimals. */
    private static final double WEIGHT_STEPS = 1e5;

    private static final int BITS = Byte.SIZE;

    /**
     * What one compressor makes of the data to be like.
     *
     * @param ratio of the whole, N:1, 1 .. 64
     * @param shares of the blocks, and what becomes of them, in any order; the shares sum up to 1
     */
    public record Target(double ratio, List<Share> shares) {
        private List<Share> longestFirst() {
            return shares.stream()
                    .sorted((a, b) -> Double.compare(b.size, a.size))
                    .toList();
        }
    }

    /**
     * Blocks that compress equally well.
     *
     * @param weight their share
     * @param size compressed size by size
     */
    public record Share(double weight, double size) {}

    /**
     * What was found.
     *
     * @param recipe of the stream
     * @param matchRatio what the compressor without entropy coding will find, N:1
     * @param entropyRatio what the other one will find, N:1
     */
    public record Fit(Recipe recipe, double matchRatio, double entropyRatio) {}

    /** Blocks of one rank. */
    private record Ranked(double weight, double matchSize, double entropySize) {
        double bits() {
            return BITS * entropySize / matchSize;
        }
    }

    private final Recipe recipe;
    private final List<Ranked> classes;
    private final SizeTable matches;
    private final SizeTable entropy;

    private MixtureFit(
            Recipe recipe, Target match, Target entropy, BlockCompressor matcher, BlockCompressor entropyCoder) {
        this.recipe = recipe;
        int blockBytes = Math.toIntExact(recipe.blockSizeBytes());
        this.matches = new SizeTable(blockBytes, matcher);
        this.entropy = new SizeTable(blockBytes, entropyCoder);
        this.classes = merged(paired(match.longestFirst(), entropy.longestFirst()));
    }

    /**
     * The recipe of a stream.
     *
     * @param recipe all but the compression
     * @param match what to reach with the compressor that finds matches
     * @param entropy what to reach with the one that codes literals, too
     * @param matcher that compressor: LZ4
     * @param entropyCoder the other one
     */
    public static Fit of(
            Recipe recipe, Target match, Target entropy, BlockCompressor matcher, BlockCompressor entropyCoder) {
        MixtureFit fit = new MixtureFit(recipe, match, entropy, matcher, entropyCoder);
        return fit.solve(1 / match.ratio, 1 / entropy.ratio);
    }

    /** By rank. Both longest first. */
    private static List<Ranked> paired(List<Share> match, List<Share> entropy) {
        List<Ranked> classes = new ArrayList<>();
        int j = 0;
        double left = entropy.getFirst().weight;
        for (Share share : match) {
            double missing = share.weight;
            double bytes = 0;
            while (missing > left && j + 1 < entropy.size()) {
                bytes += left * entropy.get(j).size;
                missing -= left;
                j++;
                left = entropy.get(j).weight;
            }
            bytes += missing * entropy.get(j).size;
            left -= missing;
            classes.add(new Ranked(share.weight, share.size, bytes / share.weight));
        }
        return classes;
    }

    /** Joins the neighbours of the least weight until there are few enough. */
    private static List<Ranked> merged(List<Ranked> classes) {
        List<Ranked> merged = new ArrayList<>(classes);
        while (merged.size() > MAX_CLASSES) {
            int at = 0;
            for (int i = 1; i + 1 < merged.size(); i++) {
                if (merged.get(i).weight + merged.get(i + 1).weight
                        < merged.get(at).weight + merged.get(at + 1).weight) {
                    at = i;
                }
            }
            Ranked a = merged.get(at);
            Ranked b = merged.remove(at + 1);
            double weight = a.weight + b.weight;
            merged.set(
                    at,
                    new Ranked(
                            weight,
                            (a.weight * a.matchSize + b.weight * b.matchSize) / weight,
                            (a.weight * a.entropySize + b.weight * b.entropySize) / weight));
        }
        return merged;
    }

    private Fit solve(double matchSize, double entropySize) {
        double sizes = 1;
        double[] bits = bits(new double[classes.size()], 1);
        for (int round = 0; round < ROUNDS; round++) {
            sizes = sizesFor(bits, matchSize);
            bits = bitsFor(sizes, entropySize);
        }
        Mixture drawn = drawn(sizes, bits);
        return new Fit(with(mixture(sizes, bits)), 1 / matches.share(drawn), 1 / entropy.share(drawn));
    }

    private double sizesFor(double[] bits, double wanted) {
        Range range = Range.around(f -> matches.share(drawn(f, bits)), wanted, Mixture.MAX_RATIO);
        return range.isLowNearer() ? range.low : range.high;
    }

    /**
     * Bits of each class for the size that is wanted. Where one content is many of the blocks, the size jumps when that
     * content gets a bit more: the class in which it jumps then keeps its bits, and the others make up for it.
     */
    private double[] bitsFor(double sizes, double wanted) {
        double[] kept = new double[classes.size()];
        double[] best = kept;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < MAX_KEPT && least > NEAR * wanted; i++) {
            Range range = Range.around(f -> entropy.share(drawn(sizes, bits(kept, f))), wanted, BITS);
            double[] low = bits(kept, range.low);
            double[] high = bits(kept, range.high);
            if (range.distance() < least) {
                least = range.distance();
                best = range.isLowNearer() ? low : high;
            }
            int k = jump(sizes, low, high, wanted);
            kept[k] = (range.isLowNearer() ? low : high)[k];
        }
        return best;
    }

    /** The class with which the size exceeds what is wanted, when one after the other goes from low to high. */
    private int jump(double sizes, double[] low, double[] high, double wanted) {
        double[] mixed = low.clone();
        for (int k = 0; k < mixed.length - 1; k++) {
            mixed[k] = high[k];
            if (mixed[k] != low[k] && entropy.share(drawn(sizes, mixed)) >= wanted) {
                return k;
            }
        }
        return mixed.length - 1;
    }

    /** Those that are kept, not 0, and for the other classes their own times the factor. */
    private double[] bits(double[] kept, double factor) {
        double[] bits = new double[kept.length];
        for (int i = 0; i < bits.length; i++) {
            double own = Math.clamp(classes.get(i).bits() * factor, Mixture.MIN_BITS, BITS);
            double whole = Math.rint(own);
            bits[i] = kept[i] != 0 ? kept[i] : Math.abs(own - whole) < NEARLY_WHOLE ? whole : own;
        }
        return bits;
    }

    /**
     * Two factors next to each other, between which a size that grows with the factor becomes what is wanted; or the last
     * two on the side where it comes nearest.
     *
     * @param below how much the size at the low one is less than wanted
     * @param above how much the size at the high one is more
     */
    private record Range(double low, double high, double below, double above) {
        /** From 1 / max to max. */
        static Range around(DoubleUnaryOperator size, double wanted, double max) {
            double low = -Math.log(max);
            double high = -low;
            for (int i = 0; i < STEPS; i++) {
                double middle = (low + high) / 2;
                if (size.applyAsDouble(Math.exp(middle)) < wanted) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            double from = Math.exp(low);
            double to = Math.exp(high);
            return new Range(from, to, wanted - size.applyAsDouble(from), size.applyAsDouble(to) - wanted);
        }

        boolean isLowNearer() {
            return Math.abs(below) < Math.abs(above);
        }

        double distance() {
            return Math.min(Math.abs(below), Math.abs(above));
        }
    }

    private Mixture drawn(double sizes, double[] bits) {
        return with(mixture(sizes, bits)).predictedRatios().drawnMixture();
    }

    private Recipe with(Mixture mixture) {
        return new Recipe(
                recipe.seed(),
                recipe.streamId(),
                recipe.sizeBytes(),
                recipe.blockSizeBytes(),
                recipe.dedup(),
                SizeTable.compression(mixture, recipe.blockSizeBytes()));
    }

    private Mixture mixture(double sizes, double[] bits) {
        // By ratio in hundredths, then by bits.
        TreeMap<Integer, Double> weights = new TreeMap<>();
        for (int i = 0; i < bits.length; i++) {
            Ranked c = classes.get(i);
            double size = Math.clamp(c.matchSize * sizes, 1.0 / Mixture.MAX_RATIO, 1);
            int ratio = (int) Math.round(100 / size);
            int low = (int) Math.min(Math.floor(bits[i]), BITS - 1);
            weights.merge(ratio * 16 + low, c.weight * (low + 1 - bits[i]), Double::sum);
            weights.merge(ratio * 16 + low + 1, c.weight * (bits[i] - low), Double::sum);
        }
        List<Mixture.Component> parts = new ArrayList<>();
        double all = weights.values().stream().mapToDouble(w -> w).sum();
        double upTo = 0;
        long steps = 0;
        for (Map.Entry<Integer, Double> e : weights.entrySet()) {
            upTo += e.getValue();
            long end = Math.round(upTo / all * WEIGHT_STEPS);
            if (end > steps) {
                parts.add(
                        new Mixture.Component(e.getKey() / 16 / 100.0, e.getKey() % 16, (end - steps) / WEIGHT_STEPS));
            }
            steps = end;
        }
        return new Mixture(parts);
    }
}
