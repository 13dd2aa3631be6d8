// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.engine;

import io.dgen.internal.format.Mismatch;
import io.dgen.internal.format.Spans;
import java.lang.foreign.MemorySegment;

/**
 * Makes and checks content. Stateless and thread-safe.
 *
 * <p>Callers pass spans that fit into the segment, segments that the calling thread may access (and write, for
 * {@link #fill}) and content offsets with {@code offset + length <= 2^63 - 1}.
 */
public interface PageEngine {
    /** The {@code dgen_store} with which the kernel chooses by the length of a call. */
    int STORE_AUTO = 0;

    /** The {@code dgen_store} that writes through the caches. */
    int STORE_REGULAR = 1;

    /** The kind of this engine; never {@link EngineKind#AUTO}. */
    EngineKind kind();

    /** The {@code dgen_tier} of the native engine, never {@code DGEN_TIER_AUTO}; 0 for the other engines. */
    default int tier() {
        return 0;
    }

    /**
     * Writes the spans to the segment, beginning at {@code at}.
     *
     * @param store a {@code dgen_store}; the Java engines ignore it
     */
    void fill(Spans spans, MemorySegment segment, long at, int store);

    /**
     * Compares the segment's bytes, beginning at {@code at}, with the spans.
     *
     * @param total length of the buffer that is compared in this and other calls; it has no influence on the result
     */
    Mismatch verify(Spans spans, MemorySegment segment, long at, long total);

    /**
     * Largest number of bytes of one call on that segment, a multiple of the page size. If calls end at multiples of it
     * in the stream, no page is made twice.
     */
    default long callBytes(MemorySegment segment) {
        return 1L << 62;
    }

    /** The {@code dgen_store} that {@link #STORE_AUTO} selects for a buffer of that length, filled in several calls. */
    default int storeFor(long length) {
        return STORE_AUTO;
    }
}
