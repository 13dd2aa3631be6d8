// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.locks.LockSupport;

/** Reads standard input, a FIFO or a character device. */
final class StreamSource implements Source {
    private static final long EMPTY_PIPE_NANOS = 1_000_000;

    private final ReadableByteChannel channel;
    private final PipeBuffer pipe;

    StreamSource(ReadableByteChannel channel, PipeBuffer pipe) {
        this.channel = channel;
        this.pipe = pipe;
    }

    @Override
    public long read(MemorySegment buffer, long position) throws IOException {
        ByteBuffer bytes = buffer.asByteBuffer();
        while (bytes.hasRemaining() && readSome(bytes) >= 0) {
            pipe.passed(position + bytes.position());
        }
        return bytes.position();
    }

    @Override
    public long excess(long expectedBytes) throws IOException {
        return readSome(ByteBuffer.allocate(1)) > 0 ? UNKNOWN : 0;
    }

    private int readSome(ByteBuffer bytes) throws IOException {
        int n = channel.read(bytes);
        while (n == 0) {
            LockSupport.parkNanos(EMPTY_PIPE_NANOS); // another process has set the pipe to non-blocking mode
            n = channel.read(bytes);
        }
        return n;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
