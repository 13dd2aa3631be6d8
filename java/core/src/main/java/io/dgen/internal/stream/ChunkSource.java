// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.stream;

import java.lang.foreign.MemorySegment;

/** Bytes that are read chunk by chunk, from a position that moves. */
public interface ChunkSource extends AutoCloseable {
    /** Writes the next bytes to the start of the segment. Returns their number, 0 at the end. */
    long fill(MemorySegment target);

    /** Number of all bytes. */
    long size();

    /** Number of bytes before the next one, 0 .. {@link #size}. */
    long position();

    void position(long position);

    @Override
    void close();
}
