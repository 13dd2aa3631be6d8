package io.dgen;

/** A family of compressors, which spend about the same number of bytes on a match. */
public enum Compressor {
    /** LZ4 and LZ4-HC. */
    LZ4,
    /** Zstandard. */
    ZSTD,
    /** Deflate: gzip, zlib. */
    GZIP;

    /**
     * Reads a name.
     *
     * @param text {@code lz4}, {@code zstd} or {@code gzip}
     * @return the compressor
     * @throws IllegalArgumentException if there is none of that name; the message lists them
     */
    public static Compressor parse(String text) {
        return Names.parse(Compressor.class, "compressor", text);
    }
}
