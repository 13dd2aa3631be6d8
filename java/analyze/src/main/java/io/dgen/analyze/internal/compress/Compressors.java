package io.dgen.analyze.internal.compress;

import io.airlift.compress.v3.lz4.Lz4JavaCompressor;
import io.airlift.compress.v3.lz4.Lz4NativeCompressor;
import io.airlift.compress.v3.zstd.ZstdJavaCompressor;
import io.airlift.compress.v3.zstd.ZstdNativeCompressor;

/** Who compresses: the native libraries where they load. */
public final class Compressors {
    private Compressors() {}

    public static BlockCompressor lz4() {
        return BlockCompressor.of(
                NativeLibraries.lz4Failure() == null ? new Lz4NativeCompressor() : new Lz4JavaCompressor());
    }

    public static String lz4Implementation() {
        String failure = NativeLibraries.lz4Failure();
        return failure == null ? "native" : "Java, as the native library is not there: " + failure;
    }

    /** @throws IllegalStateException if there is no native library */
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

    public static String zstdImplementation() {
        String failure = NativeLibraries.zstdFailure();
        return failure == null
                ? "native"
                : "Java, at about level 3 whatever was asked for, as the native library is not there: " + failure;
    }

    public static BlockCompressor zlib(int level) {
        return BlockCompressor.zlib(level);
    }
}
