// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

import io.dgen.analyze.internal.compress.BlockCompressor;
import io.dgen.analyze.internal.compress.Compressors;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A compressor and its level.
 *
 * @param algorithm the compression algorithm
 * @param level the effort, {@link Algorithm#minLevel} .. {@link Algorithm#maxLevel}; higher levels are slower
 */
public record Codec(Algorithm algorithm, int level) {
    private static final Pattern TEXT = Pattern.compile("([a-z0-9]+)(?:-(\\d{1,4}))?");

    /** Compression algorithms. */
    public enum Algorithm {
        /** LZ4 in its block format, with its fast compressor; it has one level. */
        LZ4(1, 1, 1),
        /** LZ4 in its block format, with its high-compression compressor. Requires the native library. */
        LZ4HC(3, 12, 9),
        /** Zstandard frames. Levels require the native library: the Java implementation has only one. */
        ZSTD(1, 22, 3),
        /** Deflate by the JDK's zlib, in the zlib format: 12 bytes less per block than in a gzip file. */
        GZIP(1, 9, 6),
        /** Snappy in its block format; it has one level. */
        SNAPPY(1, 1, 1),
        /** LZO1X-1 without a container, as in btrfs and lzop; it has one level. */
        LZO(1, 1, 1);

        private final String text;
        private final int minLevel;
        private final int maxLevel;
        private final int defaultLevel;

        Algorithm(int minLevel, int maxLevel, int defaultLevel) {
            text = name().toLowerCase(Locale.ROOT);
            this.minLevel = minLevel;
            this.maxLevel = maxLevel;
            this.defaultLevel = defaultLevel;
        }

        /** {@return the lowest level} */
        public int minLevel() {
            return minLevel;
        }

        /** {@return the highest level} */
        public int maxLevel() {
            return maxLevel;
        }

        /** {@return the level that a name without a level denotes} */
        public int defaultLevel() {
            return defaultLevel;
        }
    }

    /**
     * Checks the level.
     *
     * @throws IllegalArgumentException if the algorithm has no such level
     */
    public Codec {
        Objects.requireNonNull(algorithm, "algorithm");
        if (level < algorithm.minLevel || level > algorithm.maxLevel) {
            throw new IllegalArgumentException("compressor " + algorithm.text + " level " + level + ": expected "
                    + (algorithm.minLevel == algorithm.maxLevel
                            ? "no level other than " + algorithm.minLevel
                            : algorithm.minLevel + " to " + algorithm.maxLevel));
        }
    }

    /**
     * Reads the text form. A name without a level denotes {@code lz4hc-9}, {@code zstd-3} or {@code gzip-6}.
     *
     * @param text such as {@code lz4}, {@code zstd-3}; case does not matter
     * @return the compressor
     * @throws IllegalArgumentException if the text names no compressor
     */
    public static Codec parse(String text) {
        Matcher matcher = TEXT.matcher(text.toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            for (Algorithm algorithm : Algorithm.values()) {
                if (algorithm.text.equals(matcher.group(1))) {
                    String level = matcher.group(2);
                    return new Codec(algorithm, level == null ? algorithm.defaultLevel : Integer.parseInt(level));
                }
            }
        }
        throw new IllegalArgumentException("compressor '" + text + "': expected lz4, lz4hc-3 to lz4hc-12,"
                + " zstd-1 to zstd-22, gzip-1 to gzip-9, snappy or lzo");
    }

    /** {@return the name, with the level if there is more than one: {@code lz4}, {@code zstd-3}} */
    @Override
    public String toString() {
        return algorithm.minLevel == algorithm.maxLevel ? algorithm.text : algorithm.text + "-" + level;
    }

    /** @throws IllegalStateException if it is not available on this machine */
    BlockCompressor compressor() {
        return switch (algorithm) {
            case LZ4 -> Compressors.lz4();
            case LZ4HC -> Compressors.lz4High(level);
            case ZSTD -> Compressors.zstd(level);
            case GZIP -> Compressors.zlib(level);
            case SNAPPY -> Compressors.snappy();
            case LZO -> Compressors.lzo();
        };
    }

    /** @throws IllegalStateException if it is not available on this machine; the message names the compressor */
    void checkAvailable() {
        try {
            var _ = compressor();
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "compressor " + this + ": its native library is not available: " + e.getMessage(), e);
        }
    }

    boolean isAvailable() {
        try {
            var _ = compressor();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    String implementation() {
        return switch (algorithm) {
            case LZ4 -> Compressors.lz4Implementation();
            case LZ4HC -> "native";
            case ZSTD -> Compressors.zstdImplementation();
            case GZIP -> "the JDK's zlib";
            case SNAPPY -> Compressors.snappyImplementation();
            case LZO -> "LZO1X-1 in Java";
        };
    }
}
