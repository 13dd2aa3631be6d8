// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

import io.dgen.internal.format.Mix64;

/**
 * Counts the bytes of different chunks. A chunk is known by the contents that it covers, the offset in the first one at
 * which it starts, and the offset in the last one at which it ends.
 */
final class UniqueChunks {
    private final LongHashSet chunks = new LongHashSet(1 << 10);
    private long uniqueBytes;
    private long start;
    private long hash;
    private long content;
    private long blockStart;

    /** The next file begins, after its predecessor has ended with a chunk. */
    void restart() {
        start = 0;
    }

    /** The next block begins. */
    void enter(long nextContent, long nextBlockStart) {
        content = nextContent;
        blockStart = nextBlockStart;
        hash = start == nextBlockStart ? starting(0) : Mix64.mix(hash + content + 1);
    }

    private long starting(long offset) {
        return Mix64.mix(Mix64.mix(content + 1) + offset);
    }

    /** The chunk ends, in the current block or at its end. */
    void cut(long end) {
        if (chunks.add(Mix64.mix(hash ^ Mix64.GAMMA * (end - blockStart)))) {
            uniqueBytes += end - start;
        }
        start = end;
        hash = starting(end - blockStart);
    }

    /** Where the current chunk starts in the stream. */
    long start() {
        return start;
    }

    long uniqueBytes() {
        return uniqueBytes;
    }
}
