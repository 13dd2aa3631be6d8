// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * An open input. Several threads at the same time may read a file or a block device; another source is used by one thread
 * at a time.
 */
public interface Source extends Closeable {
    /** The result of {@link #excess} if the input continues for an unknown number of bytes. */
    long UNKNOWN = -1;

    /**
     * Fills the buffer. If the source has no positions, the position must be the end of the previous read.
     *
     * @return number of bytes read; less than the buffer's size only at the end of the input
     */
    long read(MemorySegment buffer, long position) throws IOException;

    /** {@return whether it can be read behind an error} */
    default boolean canSkip() {
        return false;
    }

    /**
     * {@return number of bytes after the expected ones} Called when all expected bytes were read. May wait for one more
     * byte.
     *
     * @param expectedBytes number of bytes that were expected
     */
    long excess(long expectedBytes) throws IOException;
}
