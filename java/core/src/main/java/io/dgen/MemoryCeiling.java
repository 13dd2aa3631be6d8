// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.buffer.Buffers;
import io.dgen.internal.engine.MappedFiles;
import io.dgen.internal.kernel.CriticalCalls;
import io.dgen.internal.kernel.Kernel;
import io.dgen.internal.kernel.NativeLibrary;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The fastest memory operations of this machine. Their rates are the upper limits with which the rates of filling and
 * verifying are compared. Needs the native library. Thread-safe.
 *
 * <p>The ordinals are the numbers of {@code dgen_ceiling} in the kernel's header.
 */
public enum MemoryCeiling {
    /** {@code memset} of the C library. */
    MEMSET,
    /**
     * A loop of the widest non-temporal stores, or of plain stores if the CPU or the build has no non-temporal ones.
     */
    STREAM,
    /** A loop of the widest loads. Writes nothing. */
    READ;

    /** {@return why the operations cannot run here; null if they can} */
    public static @Nullable String unavailable() {
        return NativeLibrary.failure();
    }

    /**
     * Runs the operation once, on the calling thread. All of them except {@link #READ} set all bytes of the buffer to one
     * value.
     *
     * @param buffer native memory or an array; of any size and alignment
     * @throws IllegalArgumentException if the buffer is read-only (except for {@link #READ}) or a mapped file, or
     *     comes from a direct buffer of Java where no /proc shows that it is not a mapped file
     * @throws IllegalStateException if the native library is not loaded, or the buffer's arena is closed
     * @throws WrongThreadException if the buffer belongs to another thread
     */
    public void run(MemorySegment buffer) {
        if (this == READ) {
            Buffers.checkReadable(buffer);
        } else {
            Buffers.checkWritable(buffer);
        }
        if (MappedFiles.contain(buffer)) {
            throw new IllegalArgumentException(
                    "buffer of " + buffer.byteSize() + " bytes is, or may be, a mapped file");
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
        for (long at = 0; at < bytes; at += CriticalCalls.MAX_BYTES) {
            Kernel.runCeiling(ordinal(), buffer.asSlice(at, Math.min(CriticalCalls.MAX_BYTES, bytes - at)));
        }
    }
}
