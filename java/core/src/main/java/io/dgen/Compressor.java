// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.text.EnumNames;

/** A family of compressors that encode a match in about the same number of bytes. */
public enum Compressor {
    /** LZ4 and LZ4-HC. */
    LZ4,
    /** Zstandard. */
    ZSTD,
    /** Deflate: gzip, zlib. */
    GZIP,
    /** Snappy. */
    SNAPPY,
    /** LZO1X-1, the compressor of btrfs, lzop and erofs. */
    LZO;

    /**
     * Reads a name.
     *
     * @param text {@code lz4}, {@code zstd}, {@code gzip}, {@code snappy} or {@code lzo}
     * @return the compressor
     * @throws IllegalArgumentException if there is no compressor of that name; the message lists all names
     */
    public static Compressor parse(String text) {
        return EnumNames.parse(Compressor.class, "compressor", text);
    }
}
