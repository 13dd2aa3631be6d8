package io.dgen.analyze.internal.compress;

import io.dgen.analyze.internal.dedup.Fingerprints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One compressor at all block sizes. Any number of threads. */
public final class BlockMeter {
    /** What a thread works with. */
    private static final class Bench {
        private final BlockCompressor compressor;
        private final byte[] output;
        /** Lengths of compressed blocks of zeros, by the block's length. */
        private final Map<Integer, Integer> zeros = new HashMap<>();

        Bench(BlockCompressor compressor, int maxBlockBytes) {
            this.compressor = compressor;
            output = new byte[compressor.maxCompressedLength(maxBlockBytes)];
        }
    }

    private final List<Integer> blockBytes;
    private final List<BlockCounts> counts = new ArrayList<>();
    private final ThreadLocal<Bench> benches;

    public BlockMeter(Supplier<BlockCompressor> compressor, List<Integer> blockBytes) {
        this.blockBytes = blockBytes;
        blockBytes.forEach(_ -> counts.add(new BlockCounts()));
        int max = blockBytes.stream().mapToInt(Integer::intValue).max().orElseThrow();
        benches = ThreadLocal.withInitial(() -> new Bench(compressor.get(), max));
    }

    /**
     * Compresses a piece that starts at a multiple of all block sizes, and ends at one or with its file.
     *
     * @param stop asked before each block
     */
    public void add(byte[] data, int from, int to, BooleanSupplier stop) {
        Bench bench = benches.get();
        for (int i = 0; i < counts.size(); i++) {
            BlockCounts piece = new BlockCounts();
            int size = blockBytes.get(i);
            for (int at = from; at < to && !stop.getAsBoolean(); at += size) {
                int length = Math.min(size, to - at);
                boolean isZero = Fingerprints.isZero(data, at, at + length);
                int offset = at;
                int compressed = isZero
                        ? bench.zeros.computeIfAbsent(
                                length, n -> bench.compressor.compress(data, offset, n, bench.output))
                        : bench.compressor.compress(data, at, length, bench.output);
                piece.add(length, compressed, isZero);
            }
            counts.get(i).add(piece);
        }
    }

    /** In the order of the block sizes; when all threads have finished. */
    public List<BlockCounts> counts() {
        return List.copyOf(counts);
    }
}
