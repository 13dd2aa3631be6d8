// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

import io.dgen.Mixture;
import io.dgen.analyze.internal.fit.CompressionGoal;
import io.dgen.analyze.internal.fit.CompressionGoal.SizeClass;
import io.dgen.analyze.internal.fit.RatioMixture;
import io.dgen.analyze.internal.fit.RatioMixture.StoredBlocks;
import io.dgen.analyze.internal.json.JsonFields;
import java.util.List;

/**
 * The ratios that one compressor reaches on blocks. Immutable.
 *
 * @param ratio the ratio of all blocks together, N:1, 1 .. 64: the harmonic mean of the mixture
 * @param mixture ratios and the shares of the bytes that have them, lowest first; at most 64, their weights sum up to 1
 */
public record Compressibility(double ratio, List<RatioWeight> mixture) {
    /** Largest difference from 1 of a sum of weights. */
    private static final double TOLERANCE = 1e-6;

    /** Keeps a copy of the list. */
    public Compressibility {
        mixture = List.copyOf(mixture);
    }

    /**
     * A ratio and its weight.
     *
     * @param ratio N:1, 1 .. 64 in steps of 0.01
     * @param weight share of the blocks, above 0, at most 1
     */
    public record RatioWeight(double ratio, double weight) {}

    static Compressibility of(CompressionResult result) {
        RatioMixture mixture = RatioMixture.of(result.ratios().stream()
                .map(c -> new StoredBlocks(c.bytes(), Math.min(c.bytes(), c.compressedBytes())))
                .toList());
        return new Compressibility(
                mixture.ratio(),
                mixture.weights().entrySet().stream()
                        .map(e -> new RatioWeight(e.getKey(), e.getValue()))
                        .toList());
    }

    static Compressibility read(JsonFields fields) {
        List<RatioWeight> mixture = fields.objects("mixture", 1, Mixture.MAX_COMPONENTS).stream()
                .map(f -> new RatioWeight(
                        f.number("ratio", 1, Mixture.MAX_RATIO), f.number("weight", Double.MIN_VALUE, 1)))
                .toList();
        double sum = mixture.stream().mapToDouble(RatioWeight::weight).sum();
        if (Math.abs(sum - 1) > TOLERANCE) {
            throw fields.wrong("mixture", "weights with the sum " + sum, "1");
        }
        return new Compressibility(fields.number("ratio", 1, Mixture.MAX_RATIO), mixture);
    }

    CompressionGoal goal(Codec codec) {
        return new CompressionGoal(
                codec.compressor(),
                ratio,
                mixture.stream().map(w -> new SizeClass(w.weight, 1 / w.ratio)).toList());
    }
}
