// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.compress;

import io.airlift.compress.v3.Compressor;
import java.util.zip.Deflater;

/** Compresses independent blocks. Not thread-safe. */
public interface BlockCompressor {
    /** Largest compressed length of a block of this length. */
    int maxCompressedLength(int length);

    /** @return the compressed length */
    int compress(byte[] data, int offset, int length, byte[] output);

    /** Adapts a compressor of aircompressor. */
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

    /** Returns the JDK's zlib, in the zlib format: six bytes around the deflated data. */
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
                    throw new IllegalStateException(
                            "zlib: a block of " + length + " bytes exceeds its largest compressed length");
                }
                return n;
            }
        };
    }
}
