// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.fit;

import io.dgen.CompressFor;
import io.dgen.Compression;
import io.dgen.Compressor;
import io.dgen.Dedup;
import io.dgen.Mixture;
import io.dgen.Reach;
import io.dgen.Recipe;
import io.dgen.Texture;
import io.dgen.analyze.internal.compress.BlockCompressor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compressed sizes of generated blocks, divided by their size. They are measured for some ratios and interpolated
 * between these. Not thread-safe.
 */
final class SizeTable {
    /** The measured ratios, in hundredths. */
    private static final int[] RATIOS = {
        100, 101, 102, 103, 105, 110, 120, 135, 160, 200, 270, 400, 600, 1000, 1600, 2800, 6400
    };

    private static final long MIN_SAMPLE_BYTES = 1 << 20;

    /** With a reach, the number of common lines differs from block to block. */
    private static final int BLOCKS_WITH_REACH = 4;

    private final int blockBytes;
    private final BlockCompressor compressor;
    private final Reach reach;

    /** The key is the ratio in hundredths, times 16, plus the bits. */
    private final Map<Integer, Double> sizes = new HashMap<>();

    SizeTable(int blockBytes, BlockCompressor compressor, Reach reach) {
        this.blockBytes = blockBytes;
        this.compressor = compressor;
        this.reach = reach;
    }

    static Compression compression(Mixture mixture, long blockBytes, Reach reach) {
        return new Compression(mixture, CompressFor.of(Compressor.LZ4, blockBytes), Texture.COPY, reach);
    }

    /** Returns the size of a stream with blocks that have drawn this mixture. */
    double sizeOf(Mixture drawn) {
        return drawn.components().stream()
                .mapToDouble(c -> c.weight() * sizeOf(c.ratio(), c.bits()))
                .sum();
    }

    /** Returns at most 1: a block that does not become shorter is stored uncompressed. */
    private double sizeOf(double ratio, int bits) {
        int hundredths = (int) Math.round(ratio * 100);
        int i = 1;
        while (RATIOS[i] < hundredths) {
            i++;
        }
        // Linear in the number of literals.
        double low = 1.0 / RATIOS[i];
        double high = 1.0 / RATIOS[i - 1];
        double at = (1.0 / hundredths - low) / (high - low);
        double longer = at == 0 ? 0 : at * compressedAt(RATIOS[i - 1], bits);
        return longer + (at == 1 ? 0 : (1 - at) * compressedAt(RATIOS[i], bits));
    }

    private double compressedAt(int hundredths, int bits) {
        return sizes.computeIfAbsent(hundredths * 16 + bits, _ -> compress(hundredths / 100.0, bits));
    }

    private double compress(double ratio, int bits) {
        Mixture mixture = new Mixture(List.of(new Mixture.Component(ratio, bits, 1)));
        int blocks = reach.entries().isEmpty() ? 1 : BLOCKS_WITH_REACH;
        int bytes = (int) Math.max(MIN_SAMPLE_BYTES, (long) blocks * blockBytes);
        Recipe recipe = new Recipe(1, 0, bytes, blockBytes, Dedup.NONE, compression(mixture, blockBytes, reach));
        return new GeneratedSample(recipe, bytes).sizeBy(compressor, blockBytes);
    }
}
