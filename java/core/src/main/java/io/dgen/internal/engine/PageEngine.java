package io.dgen.internal.engine;

import io.dgen.Engine;
import io.dgen.StoreMode;
import io.dgen.Tier;
import io.dgen.internal.format.StreamKey;
import io.dgen.internal.kernel.Mismatch;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks content. Stateless and thread-safe.
 *
 * <p>Callers pass ranges that lie inside the segment, segments that are accessible to the calling thread (and writable,
 * for {@link #fill}) and content offsets with {@code contentOffset + length <= 2^63 - 1}.
 */
public interface PageEngine {

    /** Which engine this is; never {@code AUTO}. */
    Engine kind();

    /** The native engine's tier, never {@code AUTO}; null for the others. */
    default @Nullable Tier tier() {
        return null;
    }

    /** Writes content bytes {@code [contentOffset, contentOffset + length)} to the segment from {@code at} on. */
    void fill(StreamKey key, long contentOffset, MemorySegment segment, long at, long length, StoreMode stores);

    /** Compares the segment's bytes from {@code at} on with the same content. */
    Mismatch verify(StreamKey key, long contentOffset, MemorySegment segment, long at, long length);

    /** What {@code AUTO} means where a buffer of that length is filled, perhaps in several calls. */
    default StoreMode resolve(StoreMode stores, long length) {
        return stores;
    }
}
