// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.stream;

import io.dgen.internal.format.Mismatch;
import java.lang.foreign.MemorySegment;

/** Receives the wrong parts of a buffer, at most 1 MiB each, while they are in the cache. */
public interface WrongSlices {
    /**
     * Is called by the thread that has compared the slice.
     *
     * @param offset of the slice in the stream
     * @param mismatch with at least one wrong byte; offsets are relative to the start of the slice
     */
    void add(long offset, MemorySegment slice, Mismatch mismatch);

    /**
     * Does the same for a part of the framing.
     *
     * @param offset of the part in the file
     */
    void addFraming(long offset, Mismatch mismatch);
}
