package io.dgen.analyze.internal.run;

import io.dgen.analyze.internal.dedup.CandidateScan;
import io.dgen.analyze.internal.run.Window.Extent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Reads files into windows, and hands these on. */
final class WindowWriter {
    /** More at once would only make the JDK's own buffer larger. */
    private static final int READ_BYTES = 1 << 20;

    private static final long EMPTY_PIPE_NANOS = 1_000_000;

    private final Pipeline pipeline;
    private @Nullable Window window;

    /** Bytes at the start of the window that are the next read's first. */
    private int carriedBytes;

    WindowWriter(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * Reads a file, device or stream to its end.
     *
     * @return number of bytes read
     * @throws UnreadableException if it cannot be read on; what was read is measured, as a file that ends there
     */
    long add(ReadableByteChannel channel) throws UnreadableException, InterruptedException {
        long bytes = 0;
        byte[] before = null;
        while (true) {
            Window current = open();
            int from = current.length;
            // The last one of a window's cells is given to files that fit in what is left of it.
            int room = current.room();
            int wanted = room < Window.CELL_BYTES ? room : room - room % Window.CELL_BYTES;
            int n;
            try {
                n = read(channel, current, from, wanted);
            } catch (IOException e) {
                end(current, from, before);
                throw new UnreadableException(bytes + current.length - from, e);
            }
            if (n < wanted) {
                end(current, from, before);
                return bytes + n;
            }
            if (n < Window.CELL_BYTES) {
                moveOn(current, from);
                continue;
            }
            bytes += n;
            current.extents.add(new Extent(from, from + n, before, false));
            before = Arrays.copyOfRange(current.data, from + n - CandidateScan.windowBytes(), from + n);
        }
    }

    private static void end(Window current, int from, byte @Nullable [] before) {
        current.extents.add(new Extent(from, current.length, before, true));
    }

    /** The file is larger than the end of the window: what was read of it starts the next. */
    private void moveOn(Window current, int from) throws InterruptedException {
        int n = current.length - from;
        current.length = from;
        byte[] carried = Arrays.copyOfRange(current.data, from, from + n);
        flush();
        Window next = open();
        System.arraycopy(carried, 0, next.data, 0, n);
        carriedBytes = n;
    }

    /** Reads so many bytes, less only at the end of the file; the window's length says how many also when it fails. */
    private int read(ReadableByteChannel channel, Window current, int from, int wanted) throws IOException {
        current.length += carriedBytes;
        carriedBytes = 0;
        while (current.length - from < wanted) {
            int step = Math.min(READ_BYTES, wanted - (current.length - from));
            int n = channel.read(ByteBuffer.wrap(current.data, current.length, step));
            if (n < 0) {
                break;
            }
            if (n == 0) {
                LockSupport.parkNanos(EMPTY_PIPE_NANOS); // somebody made the pipe non-blocking
            }
            current.length += n;
        }
        return current.length - from;
    }

    private Window open() throws InterruptedException {
        if (window != null && window.room() == 0) {
            flush();
        }
        if (window == null) {
            window = pipeline.take();
        }
        return window;
    }

    /** Hands on what is there. */
    void flush() throws InterruptedException {
        if (window != null && !window.extents.isEmpty()) {
            pipeline.submit(window);
            window = null;
        }
    }
}
