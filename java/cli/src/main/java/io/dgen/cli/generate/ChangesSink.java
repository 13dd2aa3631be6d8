// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.generate;

import io.dgen.ByteRange;
import io.dgen.Recipe;
import io.dgen.cli.io.KeepingSink;
import io.dgen.cli.io.Sink;
import io.dgen.cli.io.WrittenRanges;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;

/** Writes only what has changed since an earlier generation of the stream, which the output has. Thread-safe. */
final class ChangesSink implements KeepingSink {
    private final Sink sink;
    private final Recipe recipe;
    private final int since;
    private final long offset;
    private final WrittenRanges written = new WrittenRanges();
    private final AtomicLong kept = new AtomicLong();

    /**
     * @param recipe the generation to write
     * @param since the generation that the output has
     * @param offset of the first byte of the sink in the stream
     */
    ChangesSink(Sink sink, Recipe recipe, int since, long offset) {
        this.sink = sink;
        this.recipe = recipe;
        this.since = since;
        this.offset = offset;
    }

    @Override
    public void write(MemorySegment bytes, long position) throws IOException {
        long start = offset + position;
        long changed = 0;
        Iterator<ByteRange> ranges = recipe.changedRanges(
                        since, recipe.generation().number(), start, bytes.byteSize())
                .iterator();
        while (ranges.hasNext()) {
            ByteRange range = ranges.next();
            long at = range.offset() - start;
            sink.write(bytes.asSlice(at, range.length()), position + at);
            changed += range.length();
        }
        kept.addAndGet(bytes.byteSize() - changed);
        written.add(position, bytes.byteSize());
    }

    /** {@return the number of bytes that have not changed} */
    @Override
    public long keptBytes() {
        return kept.get();
    }

    @Override
    public WrittenRanges written() {
        return written;
    }

    @Override
    public void force() throws IOException {
        sink.force();
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }
}
