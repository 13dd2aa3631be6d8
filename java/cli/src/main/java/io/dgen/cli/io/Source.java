package io.dgen.cli.io;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** An open input. Used by one thread at a time. */
public interface Source extends Closeable {
    /** {@link #excess} of an input with an unknown number of further bytes. */
    long UNKNOWN = -1;

    /**
     * Fills the buffer with the bytes at a position: where the previous read ended.
     *
     * @return number of bytes read; less than the buffer's size only at the end of the input
     */
    long read(MemorySegment buffer, long position) throws IOException;

    /**
     * {@return number of bytes beyond the expected ones, all of which were read} May wait for one more byte.
     *
     * @param expectedBytes number of bytes that were expected
     */
    long excess(long expectedBytes) throws IOException;
}
