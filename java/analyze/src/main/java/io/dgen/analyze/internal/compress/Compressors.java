// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.compress;

import io.airlift.compress.v3.lz4.Lz4JavaCompressor;
import io.airlift.compress.v3.lz4.Lz4NativeCompressor;
import io.airlift.compress.v3.lzo.LzoCompressor;
import io.airlift.compress.v3.snappy.SnappyJavaCompressor;
import io.airlift.compress.v3.snappy.SnappyNativeCompressor;
import io.airlift.compress.v3.zstd.ZstdJavaCompressor;
import io.airlift.compress.v3.zstd.ZstdNativeCompressor;
import org.jspecify.annotations.Nullable;

/** Creates compressors: native ones if the library can be loaded, otherwise those in Java. */
public final class Compressors {
    private Compressors() {}

    public static BlockCompressor lz4() {
        return BlockCompressor.of(
                NativeLibraries.lz4Failure() == null ? new Lz4NativeCompressor() : new Lz4JavaCompressor());
    }

    /** Names the implementation of {@link #lz4}, and why it was chosen. */
    public static String lz4Implementation() {
        return implementation(NativeLibraries.lz4Failure());
    }

    /**
     * Returns LZ4-HC.
     *
     * @throws IllegalStateException if the native library is not available
     */
    public static BlockCompressor lz4High(int level) {
        String failure = NativeLibraries.lz4HighFailure();
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        return new Lz4HighCompressor(level);
    }

    public static BlockCompressor zstd(int level) {
        return BlockCompressor.of(
                NativeLibraries.zstdFailure() == null ? new ZstdNativeCompressor(level) : new ZstdJavaCompressor());
    }

    /** Names the implementation of {@link #zstd}, and why it was chosen. */
    public static String zstdImplementation() {
        String failure = NativeLibraries.zstdFailure();
        return failure == null
                ? "native"
                : "Java, at about level 3 regardless of the level, because the native library is not available: "
                        + failure;
    }

    public static BlockCompressor zlib(int level) {
        return BlockCompressor.zlib(level);
    }

    public static BlockCompressor snappy() {
        return BlockCompressor.of(
                NativeLibraries.snappyFailure() == null ? new SnappyNativeCompressor() : new SnappyJavaCompressor());
    }

    /** Names the implementation of {@link #snappy}, and why it was chosen. */
    public static String snappyImplementation() {
        return implementation(NativeLibraries.snappyFailure());
    }

    private static String implementation(@Nullable String failure) {
        return failure == null ? "native" : "Java, because the native library is not available: " + failure;
    }

    /** Returns LZO1X-1; there is no native library. */
    public static BlockCompressor lzo() {
        return BlockCompressor.of(new LzoCompressor());
    }
}
