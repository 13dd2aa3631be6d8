// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** An open output. Used by one thread at a time. */
public interface Sink extends Closeable {
    /** Writes all bytes. The position is the end of the previous write. */
    void write(MemorySegment bytes, long position) throws IOException;

    /** {@return number of bytes that were written; valid also after a failed write and after {@link #close}} */
    long written();

    /** {@return whether a write failed because the reader has closed its end} */
    default boolean isClosedPipe(IOException e) {
        return false;
    }

    /** Returns when the bytes are on the device. */
    default void force() throws IOException {}
}
