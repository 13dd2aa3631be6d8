// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

/** How a deduplicator cuts a stream into chunks. Immutable. */
public sealed interface Chunking permits HashChunking, FixedChunking, MatchChunking {

    /**
     * Bytes of different chunks.
     *
     * @param key of the random numbers that stand for hashes of the data
     */
    long uniqueBytes(BlockSequence blocks, long key);

    /** Mean number of bytes of the stream for one step of the computation. */
    double bytesPerStep();

    /** Whether the result depends on the key. */
    default boolean isRandom() {
        return false;
    }
}
