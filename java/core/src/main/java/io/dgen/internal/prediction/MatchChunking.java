// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

import io.dgen.internal.format.Mix64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Chunks of one size at any position: a deduplicator that searches each window of the data among the chunks that it has
 * stored (rsync, zbackup). Bytes that precede a match become a shorter chunk, which later windows do not match.
 *
 * @param chunkBytes size of a chunk
 */
public record MatchChunking(long chunkBytes) implements Chunking {
    /** A chunk that can be found takes more time and memory than one that is counted. */
    private static final int STEPS_PER_CHUNK = 4;

    @Override
    public double bytesPerStep() {
        return chunkBytes / (double) STEPS_PER_CHUNK;
    }

    @Override
    public long uniqueBytes(List<BlockSequence> files, long key) {
        Search search = new Search(files.getFirst());
        files.forEach(search::run);
        return search.unique;
    }

    /** A pass over each file. */
    private final class Search {
        private BlockSequence blocks;

        private final LongHashSet chunks = new LongHashSet(1 << 10);

        /** By content: the offsets in it at which chunks start. */
        private final Map<Long, TreeSet<Long>> starts = new HashMap<>();

        private final LongHashSet shorter = new LongHashSet(1 << 10);
        private long unique;

        Search(BlockSequence blocks) {
            this.blocks = blocks;
        }

        void run(BlockSequence file) {
            blocks = file;
            long size = blocks.sizeBytes();
            long from = 0; // of the bytes that are not stored yet
            while (from + chunkBytes <= size) {
                long match = match(from, Math.min(from + chunkBytes - 1, size - chunkBytes));
                if (match < 0) {
                    store(from);
                    from += chunkBytes;
                } else {
                    storeShorter(from, match);
                    from = match + chunkBytes;
                }
            }
            storeShorter(from, size);
        }

        /** Where the first window with a known chunk starts, in {@code from} .. {@code to}; -1 if there is none. */
        private long match(long from, long to) {
            long block = blocks.blockBytes();
            for (long at = from; at <= to; at = (at / block + 1) * block) {
                TreeSet<Long> offsets = starts.get(blocks.content(at / block));
                if (offsets == null) {
                    continue;
                }
                long start = at - at % block;
                for (long offset : offsets.subSet(at - start, true, to - start, true)) {
                    long position = start + offset;
                    if (chunks.contains(hash(position, position + chunkBytes))) {
                        return position;
                    }
                }
            }
            return -1;
        }

        private void store(long from) {
            long block = blocks.blockBytes();
            chunks.add(hash(from, from + chunkBytes));
            starts.computeIfAbsent(blocks.content(from / block), _ -> new TreeSet<>())
                    .add(from % block);
            unique += chunkBytes;
        }

        private void storeShorter(long from, long to) {
            if (from < to && shorter.add(hash(from, to))) {
                unique += to - from;
            }
        }

        /** A hash of the contents that the bytes belong to. */
        private long hash(long from, long to) {
            long block = blocks.blockBytes();
            long hash = Mix64.mix(from % block + 1);
            for (long b = from / block; b * block < to; b++) {
                hash = Mix64.mix(hash + blocks.content(b) + 1);
            }
            return Mix64.mix(hash ^ Mix64.GAMMA * (to - from));
        }
    }
}
