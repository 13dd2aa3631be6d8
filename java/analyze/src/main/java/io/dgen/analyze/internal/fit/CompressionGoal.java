// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.fit;

import io.dgen.analyze.internal.compress.BlockCompressor;
import java.util.Comparator;
import java.util.List;

/**
 * A compressor and the ratios that it should reach on generated data.
 *
 * @param compressor compresses generated blocks for the calibration; not thread-safe
 * @param ratio the ratio of all blocks together, N:1, 1 .. 64
 * @param classes the blocks by compressed size, in any order; the weights have a sum of 1
 */
public record CompressionGoal(BlockCompressor compressor, double ratio, List<SizeClass> classes) {
    /**
     * Blocks of the same compressed size.
     *
     * @param weight their share of all blocks
     * @param size compressed size divided by size
     */
    public record SizeClass(double weight, double size) {}

    List<SizeClass> longestFirst() {
        return classes.stream()
                .sorted(Comparator.comparingDouble(SizeClass::size).reversed())
                .toList();
    }
}
