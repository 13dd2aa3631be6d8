// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.stream;

import io.dgen.internal.engine.PageEngine;
import io.dgen.internal.format.Mismatch;
import io.dgen.internal.parallel.SliceTask;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Bytes at positions: of a stream, or of a file that has a stream as its payload. Immutable and thread-safe.
 *
 * <p>Callers pass ranges that are within the bytes and the buffer, and buffers that the calling thread may access.
 */
public interface ByteSource {
    /**
     * Writes the bytes, beginning at {@code offset}, to the whole buffer.
     *
     * @param store a {@code dgen_store}
     */
    void fill(long offset, MemorySegment buffer, int store);

    /**
     * Compares the whole buffer with the bytes, beginning at {@code offset}, and passes on the slices with wrong bytes unless
     * {@code wrong} is null.
     *
     * @return offsets are relative to the start of the buffer
     */
    Mismatch verify(long offset, MemorySegment buffer, @Nullable WrongSlices wrong);

    PageEngine engine();

    /** {@return largest number of threads that process a large range at the same time} */
    int threads();

    /** Processes that many numbered slices with the threads that fill large ranges. */
    void run(int slices, SliceTask task);
}
