// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

import io.dgen.analyze.internal.compress.BlockCounts;
import io.dgen.analyze.internal.compress.RatioBins;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Result of the compression of independent blocks of one size. The last, shorter block of a file counts as a block.
 * Immutable.
 *
 * @param codec the compressor
 * @param implementation the implementation of the compressor, and the reason why it was chosen
 * @param blockBytes size of a block in bytes
 * @param blocks number of blocks
 * @param bytes number of bytes in them
 * @param compressedBytes compressed size in bytes, including blocks that become longer
 * @param storedBytes compressed size in whole sectors of 4096 bytes; a block that saves no sector counts uncompressed
 * @param zeroBlocks number of blocks that are all zeros
 * @param zeroBytes number of bytes in them
 * @param zeroCompressedBytes compressed size of blocks of zeros in bytes
 * @param ratios the blocks by their ratio, lowest first; only classes with blocks
 */
public record CompressionResult(
        Codec codec,
        String implementation,
        long blockBytes,
        long blocks,
        long bytes,
        long compressedBytes,
        long storedBytes,
        long zeroBlocks,
        long zeroBytes,
        long zeroCompressedBytes,
        List<RatioClass> ratios) {

    /** Keeps a copy of the list. */
    public CompressionResult {
        ratios = List.copyOf(ratios);
    }

    /**
     * Blocks of about the same ratio.
     *
     * @param from lowest ratio of the class, N:1; 0 for blocks that become longer
     * @param to lowest ratio of the next class; infinite for the last class
     * @param blocks number of blocks
     * @param bytes number of bytes in them
     * @param compressedBytes compressed size in bytes
     */
    public record RatioClass(double from, double to, long blocks, long bytes, long compressedBytes) {
        private static List<RatioClass> of(BlockCounts counts) {
            return IntStream.range(0, RatioBins.count())
                    .filter(bin -> counts.binBlocks(bin) > 0)
                    .mapToObj(bin -> new RatioClass(
                            RatioBins.from(bin),
                            RatioBins.to(bin),
                            counts.binBlocks(bin),
                            counts.binBytes(bin),
                            counts.binCompressedBytes(bin)))
                    .toList();
        }

        /** {@return the ratio of these blocks together, N:1} */
        public double mean() {
            return (double) bytes / compressedBytes;
        }
    }

    static CompressionResult of(Codec codec, long blockBytes, BlockCounts counts) {
        return new CompressionResult(
                codec,
                codec.implementation(),
                blockBytes,
                counts.blocks(),
                counts.bytes(),
                counts.compressedBytes(),
                counts.storedBytes(),
                counts.zeroBlocks(),
                counts.zeroBytes(),
                counts.zeroCompressedBytes(),
                RatioClass.of(counts));
    }

    boolean isOf(Codec wantedCodec, long wantedBlockBytes) {
        return codec.equals(wantedCodec) && blockBytes == wantedBlockBytes;
    }

    /** {@return the ratio of all blocks together, N:1} 1 for an empty input. */
    public double ratio() {
        return ratio(bytes, compressedBytes);
    }

    /** {@return the ratio without the blocks of zeros, N:1} */
    public double ratioWithoutZeros() {
        return ratio(bytes - zeroBytes, compressedBytes - zeroCompressedBytes);
    }

    /** {@return the ratio as stored in whole sectors, N:1} */
    public double storedRatio() {
        return ratio(bytes, storedBytes);
    }

    /**
     * {@return the ratio that this share of the blocks does not exceed} Exact to 1/32 of a power of two.
     *
     * @param share 0 .. 1; 0.5 for the median
     * @throws IllegalArgumentException if the share is out of range
     */
    public double quantile(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share " + share + ": expected 0 to 1");
        }
        long wanted = (long) Math.ceil(share * blocks);
        long seen = 0;
        for (RatioClass c : ratios) {
            seen += c.blocks();
            if (seen >= Math.max(1, wanted)) {
                return c.mean();
            }
        }
        return 1;
    }

    private static double ratio(long bytes, long compressed) {
        return compressed == 0 ? 1 : (double) bytes / compressed;
    }
}
