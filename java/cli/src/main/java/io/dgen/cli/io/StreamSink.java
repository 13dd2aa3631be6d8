// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.locks.LockSupport;

/** Writes to standard output, a FIFO or a character device, which have no positions. */
final class StreamSink implements Sink {
    private static final long FULL_PIPE_NANOS = 1_000_000;

    private final WritableByteChannel channel;
    private final boolean isPipe;
    private final PipeBuffer pipe;
    private final WrittenRanges written = new WrittenRanges();

    /** @param isPipe whether a failed write can only mean that the reader has closed its end */
    StreamSink(WritableByteChannel channel, boolean isPipe, PipeBuffer pipe) {
        this.channel = channel;
        this.isPipe = isPipe;
        this.pipe = pipe;
    }

    @Override
    public void write(MemorySegment bytes, long position) throws IOException {
        ByteBuffer buffer = bytes.asByteBuffer();
        while (buffer.hasRemaining()) {
            int n = channel.write(buffer);
            written.add(written.total(), n);
            if (n == 0) {
                LockSupport.parkNanos(FULL_PIPE_NANOS); // another process has set the pipe to non-blocking mode
            }
        }
        pipe.passed(written.total());
    }

    /** Does not rely on the message alone, because the system translates it. */
    @Override
    public boolean isClosedPipe(IOException e) {
        String message = e.getMessage();
        return isPipe || (message != null && message.contains("Broken pipe"));
    }

    @Override
    public void force() throws IOException {
        if (channel instanceof FileChannel file) {
            file.force(true);
        }
    }

    @Override
    public WrittenRanges written() {
        return written;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
