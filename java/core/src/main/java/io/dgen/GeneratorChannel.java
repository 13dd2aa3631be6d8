package io.dgen;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;

/** The rest of a generator's stream. */
final class GeneratorChannel implements ReadableByteChannel {
    private final DataGenerator generator;
    private volatile boolean closed;

    GeneratorChannel(DataGenerator generator) {
        this.generator = generator;
    }

    @Override
    public int read(ByteBuffer target) throws ClosedChannelException {
        if (closed) {
            throw new ClosedChannelException();
        }
        int wanted = target.remaining();
        int n = generator.fillChunk(target);
        return n == 0 && wanted > 0 ? -1 : n;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
        generator.close();
    }
}
