// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

/**
 * The deduplication ratios of the original and of generated data with chunks of one kind. Immutable.
 *
 * @param isContentDefined whether the chunks are cut by content; otherwise all have the same size
 * @param chunkBytes size of a chunk, or the average that the chunker is set to, in bytes
 * @param wanted ratio of the original, N:1
 * @param reached predicted ratio of the generated data, N:1
 */
public record DedupDifference(boolean isContentDefined, long chunkBytes, double wanted, double reached) {
    /** {@return the difference relative to the original} Above 0 if the generated data has more duplicates. */
    public double change() {
        return reached / wanted - 1;
    }
}
