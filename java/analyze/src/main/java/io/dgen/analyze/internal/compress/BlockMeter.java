// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.compress;

import io.dgen.analyze.internal.dedup.Fingerprints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Compresses data with one compressor, in independent blocks of several sizes. Thread-safe. */
public final class BlockMeter {
    /** The compressor and buffers of one thread. */
    private static final class Workspace {
        private final BlockCompressor compressor;
        private final byte[] output;
        /** Lengths of compressed blocks of zeros, by the block's length. */
        private final Map<Integer, Integer> zeros = new HashMap<>();

        Workspace(BlockCompressor compressor, int maxBlockBytes) {
            this.compressor = compressor;
            output = new byte[compressor.maxCompressedLength(maxBlockBytes)];
        }
    }

    private final List<Integer> blockBytes;
    private final List<BlockCounts> counts = new ArrayList<>();
    private final ThreadLocal<Workspace> workspaces;

    /** @param blockBytes block sizes, at least one */
    public BlockMeter(Supplier<BlockCompressor> compressor, List<Integer> blockBytes) {
        this.blockBytes = blockBytes;
        blockBytes.forEach(_ -> counts.add(new BlockCounts()));
        int max = blockBytes.stream().mapToInt(Integer::intValue).max().orElseThrow();
        workspaces = ThreadLocal.withInitial(() -> new Workspace(compressor.get(), max));
    }

    /**
     * Compresses a piece that starts at a multiple of all block sizes and ends at one or at the end of its file.
     *
     * @param stop queried before each block; ends the call when true
     */
    public void add(byte[] data, int from, int to, BooleanSupplier stop) {
        Workspace workspace = workspaces.get();
        for (int i = 0; i < counts.size(); i++) {
            BlockCounts piece = new BlockCounts();
            int size = blockBytes.get(i);
            for (int at = from; at < to && !stop.getAsBoolean(); at += size) {
                int offset = at;
                int length = Math.min(size, to - at);
                if (Fingerprints.isZero(data, at, at + length)) {
                    piece.addZeros(
                            length,
                            workspace.zeros.computeIfAbsent(
                                    length, n -> workspace.compressor.compress(data, offset, n, workspace.output)));
                } else {
                    piece.add(length, workspace.compressor.compress(data, at, length, workspace.output));
                }
            }
            counts.get(i).add(piece);
        }
    }

    /** Returns the counts in the order of the block sizes. Must be called after all threads have finished. */
    public List<BlockCounts> counts() {
        return List.copyOf(counts);
    }
}
