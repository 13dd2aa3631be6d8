package io.dgen.analyze.internal.compress;

import io.airlift.compress.v3.Compressor;
import java.util.zip.Deflater;

/** Compresses independent blocks. One thread at a time. */
public interface BlockCompressor {
    /** Most bytes that a block of this length may become. */
    int maxCompressedLength(int length);

    /** @return length of what the block becomes */
    int compress(byte[] data, int offset, int length, byte[] output);

    /** One of aircompressor's. */
    static BlockCompressor of(Compressor compressor) {
        return new BlockCompressor() {
            @Override
            public int maxCompressedLength(int length) {
                return compressor.maxCompressedLength(length);
            }

            @Override
            public int compress(byte[] data, int offset, int length, byte[] output) {
                return compressor.compress(data, offset, length, output, 0, output.length);
            }
        };
    }

    /** The JDK's zlib, in the zlib format: six bytes around the deflated data. */
    static BlockCompressor zlib(int level) {
        Deflater deflater = new Deflater(level);
        return new BlockCompressor() {
            @Override
            public int maxCompressedLength(int length) {
                return length + length / 1000 + 64;
            }

            @Override
            public int compress(byte[] data, int offset, int length, byte[] output) {
                deflater.reset();
                deflater.setInput(data, offset, length);
                deflater.finish();
                int n = deflater.deflate(output);
                if (!deflater.finished()) {
                    throw new IllegalStateException("a block of " + length + " bytes became longer than zlib allows");
                }
                return n;
            }
        };
    }
}
