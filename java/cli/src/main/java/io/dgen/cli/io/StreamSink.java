package io.dgen.cli.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.locks.LockSupport;

/** Writes one byte after the other: to standard output, a FIFO, a character device. */
final class StreamSink implements Sink {
    private static final long FULL_PIPE_NANOS = 1_000_000;

    private final WritableByteChannel channel;
    private final boolean isPipe;
    private final PipeBuffer pipe;
    private long written;

    /** @param isPipe whether a failed write can only mean that there is no reader any more */
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
            written += n;
            if (n == 0) {
                LockSupport.parkNanos(FULL_PIPE_NANOS); // somebody made the pipe non-blocking
            }
        }
        pipe.passed(written);
    }

    /** The system's text alone will not do: it is localised. */
    @Override
    public boolean isClosedPipe(IOException e) {
        String message = e.getMessage();
        return isPipe || (message != null && message.contains("Broken pipe"));
    }

    @Override
    public long written() {
        return written;
    }

    @Override
    public void force() {}

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
