// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * An open output. Several threads at the same time may write to a sink with positions, such as a file or a block
 * device; another sink is used by one thread at a time.
 */
public interface Sink extends Closeable {
    /** Writes all bytes. If the sink has no positions, the position must be the end of the previous write. */
    void write(MemorySegment bytes, long position) throws IOException;

    /** {@return what was written; valid also after a failed write and after {@link #close}} */
    WrittenRanges written();

    /** {@return whether a write failed because the reader has closed its end} */
    default boolean isClosedPipe(IOException e) {
        return false;
    }

    /** Returns when the bytes are on the device. */
    default void force() throws IOException {}
}
