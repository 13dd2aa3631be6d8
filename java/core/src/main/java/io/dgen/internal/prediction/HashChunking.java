// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

import io.dgen.internal.format.Mix64;
import java.util.List;

/**
 * Chunks that end where a rolling hash matches a mask.
 *
 * @param minBytes smallest chunk in bytes
 * @param normalBytes length in bytes up to which the stricter mask applies
 * @param maxBytes largest chunk in bytes
 * @param strictRate probability of a match with the stricter mask
 * @param rate probability of a match with the other mask, at least {@code strictRate}
 * @param windowBytes number of bytes that the hash depends on
 * @param isAhead whether these bytes follow the end of the chunk; otherwise they precede it
 */
public record HashChunking(
        long minBytes,
        long normalBytes,
        long maxBytes,
        double strictRate,
        double rate,
        int windowBytes,
        boolean isAhead)
        implements Chunking {

    @Override
    public double bytesPerStep() {
        return 1 / rate;
    }

    @Override
    public boolean isRandom() {
        return true;
    }

    @Override
    public long uniqueBytes(List<BlockSequence> files, long key) {
        UniqueChunks chunks = new UniqueChunks();
        files.forEach(blocks -> new Walk(blocks, key, chunks).run());
        return chunks.uniqueBytes();
    }

    /** One pass over a file. */
    private final class Walk {
        private final BlockSequence blocks;
        private final long key;
        private final UniqueChunks chunks;
        private final HashMatches matches = new HashMatches();

        Walk(BlockSequence blocks, long key, UniqueChunks chunks) {
            this.blocks = blocks;
            this.key = key;
            this.chunks = chunks;
        }

        void run() {
            chunks.restart();
            long block = blocks.blockBytes();
            long window = Math.min(windowBytes, block); // a longer window would depend on more blocks
            long previous = -1;
            long count = blocks.blocks();
            long content = blocks.content(0);
            for (long b = 0; b < count; b++) {
                long next = b + 1 < count ? blocks.content(b + 1) : -1;
                long start = b * block;
                chunks.enter(content, start);
                long own = Mix64.mix(key + content);
                if (isAhead) {
                    cut(own, content, start, 0, block - window);
                    cut(Mix64.mix(own + next), content, start, block - window, block);
                } else {
                    cut(Mix64.mix(own + previous), content, start, 0, window);
                    cut(own, content, start, window, block);
                }
                cutLongest(blocks.end(b));
                previous = content;
                content = next;
            }
            if (chunks.start() < blocks.sizeBytes()) {
                chunks.cut(blocks.sizeBytes());
            }
        }

        /** Cuts where the hash matches in {@code from} .. {@code to} - 1 of a block. */
        private void cut(long seed, long content, long start, long from, long to) {
            long end = Math.min(to, blocks.sizeBytes() - start);
            if (from >= end || start + end - chunks.start() < minBytes) {
                return;
            }
            CellHashes hashes = blocks.hashes(content, windowBytes);
            matches.draw(seed, from, to, hashes, rate, strictRate / rate);
            for (int i = 0; i < matches.size() && matches.position(i) < end; i++) {
                long position = start + matches.position(i) + 1;
                cutLongest(position - 1);
                long length = position - chunks.start();
                if (length >= minBytes && (length >= normalBytes || matches.isStrict(i))) {
                    chunks.cut(position);
                }
            }
        }

        private void cutLongest(long end) {
            while (end - chunks.start() >= maxBytes) {
                chunks.cut(chunks.start() + maxBytes);
            }
        }
    }
}
