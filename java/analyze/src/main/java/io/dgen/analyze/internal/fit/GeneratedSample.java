// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.fit;

import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import io.dgen.analyze.internal.compress.BlockCompressor;

/** The first bytes of a stream, to be compressed. */
public final class GeneratedSample {
    private final byte[] data;

    /** Generates the first bytes of the stream, or all if it is shorter. */
    public GeneratedSample(Recipe recipe, int maxBytes) {
        data = new byte[(int) Math.min(maxBytes, recipe.sizeBytes())];
        new DataStream(GeneratorConfig.of(recipe)).fill(0, data);
    }

    /** Number of bytes. */
    public int length() {
        return data.length;
    }

    /**
     * Returns the compressed size of the whole blocks in the sample divided by their size, at most 1: a block that does
     * not become shorter is stored uncompressed.
     *
     * @param blockBytes at most {@link #length()}
     */
    public double sizeBy(BlockCompressor compressor, int blockBytes) {
        byte[] output = new byte[compressor.maxCompressedLength(blockBytes)];
        long compressed = 0;
        int at = 0;
        for (; at + blockBytes <= data.length; at += blockBytes) {
            compressed += Math.min(blockBytes, compressor.compress(data, at, blockBytes, output));
        }
        return (double) compressed / at;
    }
}
