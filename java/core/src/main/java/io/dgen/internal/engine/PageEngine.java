package io.dgen.internal.engine;

import io.dgen.Engine;
import io.dgen.StoreMode;
import io.dgen.Tier;
import io.dgen.internal.format.Content;
import io.dgen.internal.format.Spans;
import io.dgen.internal.kernel.Mismatch;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks content. Stateless and thread-safe.
 *
 * <p>Callers pass spans that lie inside the segment, segments that are accessible to the calling thread (and writable,
 * for {@link #fill}) and content offsets with {@code offset + length <= 2^63 - 1}.
 */
public interface PageEngine {

    /** Which engine this is; never {@code AUTO}. */
    Engine kind();

    /** The native engine's tier, never {@code AUTO}; null for the others. */
    default @Nullable Tier tier() {
        return null;
    }

    /** Writes the spans to the segment from {@code at} on. */
    void fill(Content content, Spans spans, MemorySegment segment, long at, StoreMode stores);

    /** Compares the segment's bytes from {@code at} on with the spans. */
    Mismatch verify(Content content, Spans spans, MemorySegment segment, long at);

    /**
     * Most bytes that one call should be given for that segment, a multiple of the page size. Calls that end where the
     * position in the stream is a multiple of it make no page twice.
     */
    default long callBytes(MemorySegment segment) {
        return 1L << 62;
    }

    /** What {@code AUTO} means where a buffer of that length is filled, perhaps in several calls. */
    default StoreMode resolve(StoreMode stores, long length) {
        return stores;
    }
}
