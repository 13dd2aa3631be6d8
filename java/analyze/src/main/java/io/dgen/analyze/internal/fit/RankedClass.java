// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.fit;

import io.dgen.analyze.internal.fit.CompressionGoal.SizeClass;
import java.util.ArrayList;
import java.util.List;

/**
 * Blocks of adjacent ranks by compressed size. Only the distribution of sizes of each compressor is known; the model
 * assumes that a block has the same rank with both compressors.
 *
 * @param weight their share of all blocks
 * @param matchSize compressed size divided by size, by the compressor that only finds matches
 * @param entropySize the same by the compressor that also codes literals
 */
record RankedClass(double weight, double matchSize, double entropySize) {
    /** Returns the classes of the first goal with the sizes of the second one, largest first, at most {@code max}. */
    static List<RankedClass> of(CompressionGoal matches, CompressionGoal entropy, int max) {
        List<RankedClass> classes = pair(matches.longestFirst(), entropy.longestFirst());
        return Neighbours.join(classes, max, RankedClass::weight, RankedClass::plus);
    }

    /** Random bits of each literal byte, from 0 to 8, that the two sizes suggest. */
    double bits() {
        return Byte.SIZE * entropySize / matchSize;
    }

    private static List<RankedClass> pair(List<SizeClass> matches, List<SizeClass> entropy) {
        List<RankedClass> classes = new ArrayList<>();
        int j = 0;
        double left = entropy.getFirst().weight();
        for (SizeClass match : matches) {
            double missing = match.weight();
            double sum = 0;
            while (missing > left && j + 1 < entropy.size()) {
                sum += left * entropy.get(j).size();
                missing -= left;
                j++;
                left = entropy.get(j).weight();
            }
            sum += missing * entropy.get(j).size();
            left -= missing;
            classes.add(new RankedClass(match.weight(), match.size(), sum / match.weight()));
        }
        return classes;
    }

    private RankedClass plus(RankedClass other) {
        double sum = weight + other.weight;
        return new RankedClass(
                sum,
                (weight * matchSize + other.weight * other.matchSize) / sum,
                (weight * entropySize + other.weight * other.entropySize) / sum);
    }
}
