// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.kernel;

import io.dgen.internal.ffi.DgenH;
import io.dgen.internal.format.ByteRanges;
import io.dgen.internal.format.Mismatch;
import io.dgen.internal.format.Spans;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The functions of the kernel with Java types. Use only where {@link NativeLibrary#isLoaded()}. Thread-safe. */
public final class Kernel {
    /**
     * The calls for heap arrays, which only critical calls may access. The generated bindings do not support that
     * option. A critical call delays every safepoint, so callers split the array. Each call is linked at its first use,
     * because linking takes tens of milliseconds in a JVM that has just started.
     */
    private static final class CriticalFill {
        static final MethodHandle HANDLE = critical(DgenH.dgen_fill$address(), DgenH.dgen_fill$descriptor());
    }

    private static final class CriticalVerify {
        static final MethodHandle HANDLE = critical(DgenH.dgen_verify$address(), DgenH.dgen_verify$descriptor());
    }

    private static final class CriticalCeiling {
        static final MethodHandle HANDLE =
                critical(DgenH.dgen_ceiling_run$address(), DgenH.dgen_ceiling_run$descriptor());
    }

    private static final class CriticalCrc {
        static final MethodHandle HANDLE = critical(DgenH.dgen_crc64nvme$address(), DgenH.dgen_crc64nvme$descriptor());
    }

    private Kernel() {}

    /**
     * Fills the whole segment; its size is the sum of the lengths of the spans. On a heap segment the call delays
     * safepoints until it returns.
     *
     * @param tier a {@code dgen_tier}
     * @param store a {@code dgen_store}
     */
    public static void fill(Spans spans, MemorySegment segment, int tier, int store) {
        MemorySegment content = spans.contentStruct();
        MemorySegment structs = spans.spanStructs();
        long count = spans.count();
        long length = segment.byteSize();
        int status;
        if (segment.isNative()) {
            status = DgenH.dgen_fill(content, structs, count, segment, length, tier, store);
        } else {
            try {
                status = (int) CriticalFill.HANDLE.invokeExact(content, structs, count, segment, length, tier, store);
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }
        check(status);
    }

    /**
     * Compares the whole segment with the spans. On a heap segment the call delays safepoints until it returns.
     *
     * @param tier a {@code dgen_tier}
     * @param total length of the buffer that the segment is a part of
     */
    public static Mismatch verify(Spans spans, MemorySegment segment, int tier, long total) {
        MemorySegment content = spans.contentStruct();
        MemorySegment structs = spans.spanStructs();
        MemorySegment ranges = spans.rangeStructs();
        long capacity = ByteRanges.CAPACITY;
        MemorySegment mismatch = spans.mismatchStruct();
        long count = spans.count();
        long length = segment.byteSize();
        int status;
        if (segment.isNative()) {
            status = DgenH.dgen_verify(
                    content, structs, count, segment, length, tier, total, ranges, capacity, mismatch);
        } else {
            try {
                status = (int) CriticalVerify.HANDLE.invokeExact(
                        content, structs, count, segment, length, tier, total, ranges, capacity, mismatch);
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }
        check(status);
        return spans.mismatch();
    }

    /**
     * Runs a {@code dgen_ceiling} on the whole segment. On a heap segment the call delays safepoints until it returns.
     */
    public static void runCeiling(int ceiling, MemorySegment segment) {
        int status;
        if (segment.isNative()) {
            status = DgenH.dgen_ceiling_run(ceiling, segment, segment.byteSize());
        } else {
            try {
                status = (int) CriticalCeiling.HANDLE.invokeExact(ceiling, segment, segment.byteSize());
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }
        check(status);
    }

    /** Whether {@link #addToCrc64Nvme} has vector instructions in that {@code dgen_tier}. */
    public static boolean hasFastCrc(int tier) {
        return tierName(tier).startsWith("avx");
    }

    /**
     * Adds a whole segment to a CRC-64/NVME. The call delays safepoints until it returns.
     *
     * @param crc 8 bytes of native memory
     * @param tier a {@code dgen_tier}
     */
    public static void addToCrc64Nvme(MemorySegment crc, MemorySegment bytes, int tier) {
        int status;
        try {
            status = (int) CriticalCrc.HANDLE.invokeExact(crc, bytes, bytes.byteSize(), tier);
        } catch (Throwable e) {
            throw unexpected(e);
        }
        check(status);
    }

    /** The {@code dgen_store} that the kernel chooses for a buffer of that many bytes. */
    public static int storeFor(long length) {
        return DgenH.dgen_store_for(length);
    }

    /** The name of a {@code dgen_tier} in lower case. */
    public static String tierName(int tier) {
        return text(DgenH.dgen_tier_name(tier));
    }

    /** Why a tier cannot run here; empty if it can. */
    public static String tierReason(int tier) {
        return text(DgenH.dgen_tier_reason(tier));
    }

    /** The text of a {@code dgen_status}. */
    public static String statusText(int status) {
        return text(DgenH.dgen_status_string(status));
    }

    public static boolean isTierAvailable(int tier) {
        return DgenH.dgen_tier_status(tier) == DgenH.DGEN_OK();
    }

    /** The {@code dgen_tier} that {@code DGEN_TIER_AUTO} selects. */
    public static int defaultTier() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.JAVA_INT);
            check(DgenH.dgen_tier_default(out));
            return out.get(ValueLayout.JAVA_INT, 0);
        }
    }

    private static MethodHandle critical(MemorySegment address, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(address, type, Linker.Option.critical(true));
    }

    private static String text(MemorySegment cString) {
        return cString.getString(0);
    }

    private static void check(int status) {
        if (status != DgenH.DGEN_OK()) {
            throw new IllegalStateException("libdgen: " + statusText(status) + " (status " + status + ")");
        }
    }

    private static RuntimeException unexpected(Throwable e) {
        if (e instanceof RuntimeException r) {
            return r;
        }
        if (e instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(e);
    }
}
