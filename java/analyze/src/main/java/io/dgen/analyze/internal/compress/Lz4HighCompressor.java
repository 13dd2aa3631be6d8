// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.compress;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.airlift.compress.v3.internal.NativeLoader;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** LZ4-HC. The native library of aircompressor contains it, but the Java API of aircompressor does not offer it. */
final class Lz4HighCompressor implements BlockCompressor {
    /** Result of linking: the function, or the reason why it cannot be called. */
    private record Link(
            @Nullable MethodHandle compress, @Nullable String failure) {}

    private static final Link LINK = link();

    private final MethodHandle compress;
    private final int level;

    Lz4HighCompressor(int level) {
        if (LINK.compress == null) {
            throw new IllegalStateException(LINK.failure);
        }
        compress = LINK.compress;
        this.level = level;
    }

    /** Returns the reason why it is not available; null if it is. */
    static @Nullable String failure() {
        return LINK.failure;
    }

    private static Link link() {
        try {
            MemorySegment symbol = NativeLoader.loadLibrary("lz4")
                    .find("LZ4_compress_HC")
                    .orElseThrow(() -> new LinkageError("the native LZ4 library has no LZ4_compress_HC"));
            // Critical, because the blocks are heap arrays.
            return new Link(
                    Linker.nativeLinker()
                            .downcallHandle(
                                    symbol,
                                    FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT),
                                    Linker.Option.critical(true)),
                    null);
        } catch (LinkageError | RuntimeException e) {
            return new Link(null, String.valueOf(e.getMessage()));
        }
    }

    /** The macro LZ4_COMPRESSBOUND. */
    @Override
    public int maxCompressedLength(int length) {
        return length + length / 255 + 16;
    }

    @Override
    public int compress(byte[] data, int offset, int length, byte[] output) {
        try {
            int n = (int) compress.invokeExact(
                    MemorySegment.ofArray(data).asSlice(offset, length),
                    MemorySegment.ofArray(output),
                    length,
                    output.length,
                    level);
            if (n <= 0) {
                throw new IllegalStateException("LZ4_compress_HC: " + n + " for a block of " + length + " bytes");
            }
            return n;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
