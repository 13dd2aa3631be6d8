// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

import java.util.List;

/**
 * Ratio of a system that compresses blocks.
 *
 * @param ratio bytes of the blocks over the space that they take
 * @param error largest relative error of the ratio that is expected
 */
public record StoredRatio(double ratio, double error) {

    /** Blocks of one compression ratio; the shares of all parts have the sum 1. */
    public record Part(double share, CompressedBlock block) {}

    /**
     * The ratio of a mixture.
     *
     * @param parts the blocks of the recipe
     * @param isMixed whether a block of the system has bytes of many blocks of the recipe
     * @param blockBytes block that the system compresses at a time
     * @param shiftBytes see {@link CompressedBlock#bytes}
     * @param error relative error of the compressed sizes
     */
    public static StoredRatio of(
            List<Part> parts,
            boolean isMixed,
            Allocation allocation,
            double blockBytes,
            long shiftBytes,
            double error) {
        double mixed = 0;
        for (Part part : parts) {
            mixed += part.share * part.block.bytes(blockBytes, shiftBytes);
        }
        double mean = 0;
        double least = 0;
        double most = 0;
        for (Part part : parts) {
            double compressed = isMixed ? mixed : part.block.bytes(blockBytes, shiftBytes);
            // Incompressible blocks have no error.
            double spread = compressed < blockBytes ? error : 0;
            mean += part.share * allocation.stored(compressed, blockBytes, spread);
            least += part.share * allocation.stored(compressed * (1 - spread), blockBytes);
            most += part.share * allocation.stored(compressed * (1 + spread), blockBytes);
        }
        return new StoredRatio(blockBytes / mean, Math.max(mean / least, most / mean) - 1);
    }
}
