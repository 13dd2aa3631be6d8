// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.stream;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A source as a channel: calls of several threads wait for each other. Closing it closes the source. */
public final class ChunkChannel implements SeekableByteChannel {
    private final ChunkSource source;
    /** Distance of the position from the end of the source, which the source itself does not leave. */
    private long beyondEnd;

    private volatile boolean isClosed;

    public ChunkChannel(ChunkSource source) {
        this.source = source;
    }

    @Override
    public synchronized int read(ByteBuffer target) throws ClosedChannelException {
        checkOpen();
        int wanted = target.remaining();
        int n = (int) source.fill(MemorySegment.ofBuffer(target));
        target.position(target.position() + n);
        return n == 0 && wanted > 0 ? -1 : n;
    }

    @Override
    public synchronized long position() throws ClosedChannelException {
        checkOpen();
        // The source may have been moved by its owner.
        return source.position() == source.size() ? source.size() + beyondEnd : source.position();
    }

    @Override
    public synchronized SeekableByteChannel position(long position) throws ClosedChannelException {
        checkOpen();
        if (position < 0) {
            throw new IllegalArgumentException("position " + position + ": expected 0 to " + Long.MAX_VALUE);
        }
        source.position(Math.min(position, source.size()));
        beyondEnd = Math.max(0, position - source.size());
        return this;
    }

    @Override
    public long size() throws ClosedChannelException {
        checkOpen();
        return source.size();
    }

    @Override
    public int write(ByteBuffer bytes) throws ClosedChannelException {
        checkOpen();
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws ClosedChannelException {
        checkOpen();
        throw new NonWritableChannelException();
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

    private void checkOpen() throws ClosedChannelException {
        if (isClosed) {
            throw new ClosedChannelException();
        }
    }
}
