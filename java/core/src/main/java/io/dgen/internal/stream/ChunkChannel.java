// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.stream;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;

/** A source as a channel. Closing it closes the source. */
public final class ChunkChannel implements ReadableByteChannel {
    private final ChunkSource source;
    private volatile boolean isClosed;

    public ChunkChannel(ChunkSource source) {
        this.source = source;
    }

    @Override
    public int read(ByteBuffer target) throws ClosedChannelException {
        if (isClosed) {
            throw new ClosedChannelException();
        }
        int wanted = target.remaining();
        int n = (int) source.fill(MemorySegment.ofBuffer(target));
        target.position(target.position() + n);
        return n == 0 && wanted > 0 ? -1 : n;
    }

    @Override
    public boolean isOpen() {
        return !isClosed;
    }

    @Override
    public void close() {
        isClosed = true;
        source.close();
    }
}
