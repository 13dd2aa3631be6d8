package io.dgen;

import io.dgen.internal.buffer.Buffers;
import io.dgen.internal.kernel.Kernel;
import io.dgen.internal.kernel.NativeLibrary;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * What this machine can do with a buffer at best: the rates that filling and verifying are measured against. Needs the
 * native library. Thread-safe.
 *
 * <p>The ordinals are the numbers of {@code dgen_ceiling} in the kernel's header.
 */
public enum MemoryCeiling {
    /** {@code memset} of the C library. */
    MEMSET,
    /** A loop of the widest non-temporal stores; of plain ones where the CPU or the build has no others. */
    STREAM,
    /** A loop of the widest loads. Writes nothing. */
    READ;

    /** Longest call on a heap array: it holds up a safepoint. */
    private static final long MAX_CRITICAL_BYTES = 256 << 10;

    /** {@return why it cannot be run here; null if it can} */
    public static @Nullable String unavailable() {
        return NativeLibrary.failure();
    }

    /**
     * Does it once, by the calling thread. But for {@link #READ}, the buffer's bytes all have the same value then.
     *
     * @param buffer native memory or an array; of any size and alignment
     * @throws IllegalArgumentException if the buffer is read-only (but for {@link #READ}) or a mapped file
     * @throws IllegalStateException if the native library is not there, or the buffer's arena is closed
     * @throws WrongThreadException if the buffer belongs to another thread
     */
    public void run(MemorySegment buffer) {
        if (this == READ) {
            Buffers.checkReadable(buffer);
        } else {
            Buffers.checkWritable(buffer);
        }
        if (buffer.isMapped()) {
            throw new IllegalArgumentException("buffer of " + buffer.byteSize() + " bytes is a mapped file");
        }
        String unavailable = unavailable();
        if (unavailable != null) {
            throw new IllegalStateException("no native library: " + unavailable);
        }
        long bytes = buffer.byteSize();
        if (buffer.isNative()) {
            Kernel.runCeiling(ordinal(), buffer);
            return;
        }
        for (long at = 0; at < bytes; at += MAX_CRITICAL_BYTES) {
            Kernel.runCeiling(ordinal(), buffer.asSlice(at, Math.min(MAX_CRITICAL_BYTES, bytes - at)));
        }
    }
}
