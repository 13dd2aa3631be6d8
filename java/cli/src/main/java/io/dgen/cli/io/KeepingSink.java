// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** A sink that leaves parts of the output as they are. What it keeps counts as written. Thread-safe. */
public abstract class KeepingSink implements Sink {
    /** The output. */
    protected final Sink sink;

    private final WrittenRanges written = new WrittenRanges();
    private final AtomicLong kept = new AtomicLong();

    protected KeepingSink(Sink sink) {
        this.sink = sink;
    }

    /**
     * A part of the output is as it must be.
     *
     * @param keptBytes number of its bytes that were not written again
     */
    protected final void add(long position, long length, long keptBytes) {
        written.add(position, length);
        kept.addAndGet(keptBytes);
    }

    /** {@return the number of bytes that were not written again} */
    public final long keptBytes() {
        return kept.get();
    }

    /** {@return what was written or kept} */
    @Override
    public final WrittenRanges written() {
        return written;
    }

    @Override
    public final void force() throws IOException {
        sink.force();
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }
}
