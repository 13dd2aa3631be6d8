// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

import io.dgen.analyze.internal.compress.EntropyMeter;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Shannon entropy of order 0, which only considers the frequencies of byte values: 8 bits for random bytes, and for all
 * data in which all byte values are equally frequent. Immutable.
 *
 * @param bitsPerByte the entropy of all bytes together, in bits per byte
 * @param meanOfBlocks mean of the entropies of blocks of 64 KiB, in bits per byte
 * @param blocks number of these blocks
 * @param classes the blocks by their entropy, lowest first; only classes with blocks
 */
public record Entropy(double bitsPerByte, double meanOfBlocks, long blocks, List<EntropyClass> classes) {
    /** Keeps a copy of the list. */
    public Entropy {
        classes = List.copyOf(classes);
    }

    /**
     * Blocks of about the same entropy.
     *
     * @param from lowest entropy of the class, in bits per byte
     * @param to lowest entropy of the next class, in bits per byte
     * @param blocks number of blocks
     */
    public record EntropyClass(double from, double to, long blocks) {}

    static Entropy of(EntropyMeter meter) {
        double width = 1.0 / EntropyMeter.BINS_PER_BIT;
        return new Entropy(
                meter.ofAll(),
                meter.meanOfBlocks(),
                meter.blocks(),
                IntStream.rangeClosed(0, Byte.SIZE * EntropyMeter.BINS_PER_BIT)
                        .filter(bin -> meter.binBlocks(bin) > 0)
                        .mapToObj(bin -> new EntropyClass(bin * width, (bin + 1) * width, meter.binBlocks(bin)))
                        .toList());
    }
}
