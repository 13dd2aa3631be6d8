// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.fit;

import io.dgen.Mixture;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Measured blocks as a mixture that a generator can make: ratios from 1 to 64 in steps of 0.01, and the weights of the
 * bytes that have them. The harmonic mean of the mixture is the ratio of the blocks, limited to that range.
 *
 * @param ratio the ratio of all blocks together, N:1, 1 .. 64
 * @param weights the weight of each ratio; the sum is 1
 */
public record RatioMixture(double ratio, NavigableMap<Double, Double> weights) {
    /** Largest number of ratios before an adjustment, which may add two. */
    private static final int MAX_RATIOS = 48;

    private static final double STEPS = 100;

    private static final double NEGLIGIBLE_WEIGHT = 1e-12;

    /**
     * Blocks of about the same ratio.
     *
     * @param bytes number of bytes
     * @param storedBytes number of bytes stored, at most {@code bytes}: a block that does not become shorter is stored
     *     uncompressed
     */
    public record StoredBlocks(double bytes, double storedBytes) {
        private static final StoredBlocks NONE = new StoredBlocks(0, 0);

        private StoredBlocks plus(StoredBlocks other) {
            return new StoredBlocks(bytes + other.bytes, storedBytes + other.storedBytes);
        }

        private double ratio() {
            return bytes / storedBytes;
        }
    }

    /**
     * {@return the mixture of measured blocks}
     *
     * @param classes in the order of their ratios, lowest first; not empty
     */
    public static RatioMixture of(List<StoredBlocks> classes) {
        StoredBlocks all = classes.stream().reduce(StoredBlocks.NONE, StoredBlocks::plus);
        TreeMap<Double, Double> weights = new TreeMap<>();
        StoredBlocks joined = StoredBlocks.NONE;
        for (StoredBlocks c : classes) {
            joined = joined.plus(c);
            if (joined.bytes * MAX_RATIOS >= all.bytes) {
                weights.merge(inSteps(joined.ratio()), joined.bytes / all.bytes, Double::sum);
                joined = StoredBlocks.NONE;
            }
        }
        if (joined.bytes > 0) {
            weights.merge(inSteps(joined.ratio()), joined.bytes / all.bytes, Double::sum);
        }
        double ratio = Math.clamp(all.ratio(), 1, Mixture.MAX_RATIO);
        adjust(weights, 1 / ratio);
        return new RatioMixture(ratio, weights);
    }

    private static double inSteps(double ratio) {
        return Math.clamp(Math.rint(ratio * STEPS) / STEPS, 1, Mixture.MAX_RATIO);
    }

    /**
     * Moves weight between the lowest ratio and the higher ones until the mixture has the given compressed size.
     *
     * @param size compressed size divided by size
     */
    private static void adjust(TreeMap<Double, Double> weights, double size) {
        double missing = size;
        for (var e : weights.entrySet()) {
            missing -= e.getValue() * (1 / e.getKey());
        }
        if (weights.size() == 1) {
            double only = weights.firstKey();
            weights.putIfAbsent(inSteps(missing > 0 ? only - 1 / STEPS : only + 1 / STEPS), 0.0);
        }
        double base = weights.firstKey();
        for (double ratio : List.copyOf(weights.keySet())) {
            if (ratio != base) {
                double difference = 1 / ratio - 1 / base;
                double baseWeight = weights.getOrDefault(base, 0.0);
                double weight = weights.getOrDefault(ratio, 0.0);
                double moved = Math.clamp(missing / difference, -weight, baseWeight);
                weights.put(base, baseWeight - moved);
                weights.put(ratio, weight + moved);
                missing -= moved * difference;
            }
        }
        weights.values().removeIf(w -> w < NEGLIGIBLE_WEIGHT);
    }
}
