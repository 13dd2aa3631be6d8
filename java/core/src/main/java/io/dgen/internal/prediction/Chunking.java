// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

import java.util.List;

/** How a deduplicator cuts a stream into chunks. Immutable. */
public sealed interface Chunking permits HashChunking, FixedChunking, MatchChunking {

    /**
     * Bytes of different chunks in files that are stored one after the other.
     *
     * @param key of the random numbers that stand for hashes of the data
     */
    long uniqueBytes(List<BlockSequence> files, long key);

    /** Mean number of bytes of the stream for one step of the computation. */
    double bytesPerStep();

    /** Whether the result depends on the key. */
    default boolean isRandom() {
        return false;
    }
}
