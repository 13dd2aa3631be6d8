// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.engine;

import io.dgen.internal.format.Mismatch;
import io.dgen.internal.format.Spans;
import io.dgen.internal.kernel.CriticalCalls;
import io.dgen.internal.kernel.Kernel;
import java.lang.foreign.MemorySegment;

/** The C kernel, at one tier. */
final class NativeEngine implements PageEngine {
    private final int tier;

    /** @param tier a {@code dgen_tier}; 0 for the automatic choice */
    NativeEngine(int tier) {
        this.tier = tier;
    }

    @Override
    public EngineKind kind() {
        return EngineKind.NATIVE;
    }

    @Override
    public int tier() {
        return tier == 0 ? Kernel.defaultTier() : tier;
    }

    @Override
    public void fill(Spans spans, MemorySegment segment, long at, int store) {
        Kernel.fill(spans, part(segment, at, spans.bytes()), tier, store);
    }

    @Override
    public Mismatch verify(Spans spans, MemorySegment segment, long at, long total) {
        return Kernel.verify(spans, part(segment, at, spans.bytes()), tier, total);
    }

    @Override
    public long callBytes(MemorySegment segment) {
        return segment.isNative() ? PageEngine.super.callBytes(segment) : CriticalCalls.MAX_BYTES;
    }

    @Override
    public int storeFor(long length) {
        return Kernel.storeFor(length);
    }

    private static MemorySegment part(MemorySegment segment, long at, long length) {
        return at == 0 && length == segment.byteSize() ? segment : segment.asSlice(at, length);
    }
}
