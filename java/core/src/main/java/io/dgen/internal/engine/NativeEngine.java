package io.dgen.internal.engine;

import io.dgen.Engine;
import io.dgen.StoreMode;
import io.dgen.Tier;
import io.dgen.internal.format.StreamKey;
import io.dgen.internal.kernel.Kernel;
import io.dgen.internal.kernel.Mismatch;
import java.lang.foreign.MemorySegment;

/** The C kernel, at one tier. */
final class NativeEngine implements PageEngine {
    /** Longest critical call. At 5 GB/s and more it holds up a safepoint for some 50 microseconds. */
    private static final long MAX_CRITICAL_BYTES = 256 << 10;

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
    public void fill(StreamKey key, long contentOffset, MemorySegment segment, long at, long length, StoreMode stores) {
        if (segment.isNative()) {
            Kernel.fill(key, contentOffset, part(segment, at, length), tier.ordinal(), stores.ordinal());
            return;
        }
        int store = resolve(stores, length).ordinal();
        for (long done = 0; done < length; ) {
            long n = Math.min(criticalLength(contentOffset + done), length - done);
            Kernel.fill(key, contentOffset + done, part(segment, at + done, n), tier.ordinal(), store);
            done += n;
        }
    }

    @Override
    public Mismatch verify(StreamKey key, long contentOffset, MemorySegment segment, long at, long length) {
        if (segment.isNative()) {
            return Kernel.verify(key, contentOffset, part(segment, at, length), tier.ordinal());
        }
        Mismatch found = Mismatch.NONE;
        for (long done = 0; done < length; ) {
            long n = Math.min(criticalLength(contentOffset + done), length - done);
            found = found.then(
                    done, Kernel.verify(key, contentOffset + done, part(segment, at + done, n), tier.ordinal()));
            done += n;
        }
        return found;
    }

    @Override
    public StoreMode resolve(StoreMode stores, long length) {
        return stores == StoreMode.AUTO ? STORE_MODES[Kernel.storeFor(length)] : stores;
    }

    /** Slices end where the content is a multiple of their length, so that no page is made twice. */
    private static long criticalLength(long contentOffset) {
        return MAX_CRITICAL_BYTES - contentOffset % MAX_CRITICAL_BYTES;
    }

    private static MemorySegment part(MemorySegment segment, long at, long length) {
        return at == 0 && length == segment.byteSize() ? segment : segment.asSlice(at, length);
    }
}
