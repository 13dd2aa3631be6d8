// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench.sink;

import io.dgen.cli.io.Sink;
import java.lang.foreign.MemorySegment;

/** Drops all bytes. */
final class NullSink implements Sink {
    private long written;

    @Override
    public void write(MemorySegment bytes, long position) {
        written += bytes.byteSize();
    }

    @Override
    public long written() {
        return written;
    }

    @Override
    public void force() {}

    @Override
    public void close() {}
}
