package io.dgen.internal.engine;

import io.dgen.Engine;
import io.dgen.StoreMode;
import io.dgen.Tier;
import io.dgen.internal.format.Content;
import io.dgen.internal.format.Spans;
import io.dgen.internal.kernel.CriticalCalls;
import io.dgen.internal.kernel.Kernel;
import io.dgen.internal.kernel.Mismatch;
import java.lang.foreign.MemorySegment;

/** The C kernel, at one tier. */
final class NativeEngine implements PageEngine {
    private static final StoreMode[] STORE_MODES = StoreMode.values();

    private static final Tier[] TIERS = Tier.values();

    private final Tier tier;

    NativeEngine(Tier tier) {
        this.tier = tier;
    }

    @Override
    public Engine kind() {
        return Engine.NATIVE;
    }

    @Override
    public Tier tier() {
        return tier == Tier.AUTO ? TIERS[Kernel.defaultTier()] : tier;
    }

    @Override
    public void fill(Content content, Spans spans, MemorySegment segment, long at, StoreMode stores) {
        Kernel.fill(content, spans, part(segment, at, spans.bytes()), tier.ordinal(), stores.ordinal());
    }

    @Override
    public Mismatch verify(Content content, Spans spans, MemorySegment segment, long at) {
        return Kernel.verify(content, spans, part(segment, at, spans.bytes()), tier.ordinal());
    }

    @Override
    public long callBytes(MemorySegment segment) {
        return segment.isNative() ? PageEngine.super.callBytes(segment) : CriticalCalls.MAX_BYTES;
    }

    @Override
    public StoreMode resolve(StoreMode stores, long length) {
        return stores == StoreMode.AUTO ? STORE_MODES[Kernel.storeFor(length)] : stores;
    }

    private static MemorySegment part(MemorySegment segment, long at, long length) {
        return at == 0 && length == segment.byteSize() ? segment : segment.asSlice(at, length);
    }
}
