// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.stream;

import java.lang.foreign.MemorySegment;

/** Bytes that are read chunk by chunk, from a position that moves. */
public interface ChunkSource extends AutoCloseable {
    /** Writes the next bytes to the start of the segment. Returns their number, 0 at the end. */
    long fill(MemorySegment target);

    /** Number of bytes up to the end. */
    long remaining();

    /** Moves the position, at most to the end. */
    void skip(long bytes);

    @Override
    void close();
}
