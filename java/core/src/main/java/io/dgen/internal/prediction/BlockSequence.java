// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

import io.dgen.internal.format.Layout;
import io.dgen.internal.format.Literals;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;

/**
 * The contents that follow one another in a file, and the structure of their pages.
 *
 * @param blockBytes size of a block
 * @param contents the number of the content of each block
 * @param literals of each content
 */
public record BlockSequence(
        long sizeBytes, long blockBytes, LongUnaryOperator contents, LongFunction<Literals> literals, Layout layout) {

    /** Number of blocks, the last one possibly partial. */
    long blocks() {
        return Math.ceilDiv(sizeBytes, blockBytes);
    }

    long content(long block) {
        return contents.applyAsLong(block);
    }

    long end(long block) {
        return Math.min(sizeBytes, (block + 1) * blockBytes);
    }

    /** The positions at which a hash of that many bytes repeats in the cells of a content. */
    CellHashes hashes(long content, int windowBytes) {
        return CellHashes.of(layout, literals.apply(content), windowBytes);
    }
}
