// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

import java.util.List;

/**
 * Units of a fixed size in data that starts inside a unit.
 *
 * @param unitBytes size of a unit
 * @param shiftBytes bytes of the first unit that precede the stream: 0 .. {@code unitBytes} - 1
 */
public record FixedChunking(long unitBytes, long shiftBytes) implements Chunking {

    @Override
    public double bytesPerStep() {
        return unitBytes;
    }

    @Override
    public long uniqueBytes(List<BlockSequence> files, long key) {
        UniqueChunks chunks = new UniqueChunks();
        files.forEach(blocks -> cut(blocks, chunks));
        return chunks.uniqueBytes();
    }

    private void cut(BlockSequence blocks, UniqueChunks chunks) {
        chunks.restart();
        long next = unitBytes - shiftBytes;
        for (long b = 0; b < blocks.blocks(); b++) {
            chunks.enter(blocks.content(b), b * blocks.blockBytes());
            for (long end = blocks.end(b); next <= end; next += unitBytes) {
                chunks.cut(next);
            }
        }
        if (chunks.start() < blocks.sizeBytes()) {
            chunks.cut(blocks.sizeBytes());
        }
    }
}
