// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.generate;

import io.dgen.ByteRange;
import io.dgen.Recipe;
import io.dgen.cli.io.KeepingSink;
import io.dgen.cli.io.Sink;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Iterator;

/** Writes only what has changed since an earlier generation of the stream, which the output has. Thread-safe. */
final class ChangesSink extends KeepingSink {
    private final Recipe recipe;
    private final int since;
    private final long offset;

    /**
     * @param recipe the generation to write
     * @param since the generation that the output has
     * @param offset of the first byte of the sink in the stream
     */
    ChangesSink(Sink sink, Recipe recipe, int since, long offset) {
        super(sink);
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
        add(position, bytes.byteSize(), bytes.byteSize() - changed);
    }
}
