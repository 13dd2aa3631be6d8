package io.dgen.cli.io;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Where the bytes to check come from. One thread at a time. */
public interface Source extends Closeable {
    /** {@link #excess} of an input that goes on for an unknown length. */
    long UNKNOWN = -1;

    /**
     * Fills the buffer with the bytes at a position, the one behind the last read's.
     *
     * @return number of bytes read, less than the buffer's size only at the input's end
     */
    long read(MemorySegment buffer, long position) throws IOException;

    /** How many bytes the input has beyond the expected ones, all of which were read. May wait for one more byte. */
    long excess(long expectedBytes) throws IOException;
}
