// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

import io.dgen.analyze.internal.dedup.CutPoints;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Reads files into windows and submits the windows to the pipeline. */
final class WindowWriter {
    /** A larger read would only enlarge the temporary direct buffer of the JDK. */
    private static final int READ_BYTES = 1 << 20;

    private static final long EMPTY_PIPE_NANOS = 1_000_000;

    private final Pipeline pipeline;
    private @Nullable Window window;

    WindowWriter(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * Reads a file, device or stream to its end.
     *
     * @return number of bytes read
     * @throws UnreadableException if a read fails; the bytes before are counted as a file that ends there
     */
    long add(ReadableByteChannel channel) throws UnreadableException, InterruptedException {
        long bytes = 0;
        byte[] before = null;
        int carried = 0; // number of bytes of this file that the window already contains
        while (true) {
            Window current = open();
            int from = current.length() - carried;
            // If a part of the last cell is in use, only a file that fits into the rest of the cell can be added.
            int room = Window.BYTES - from;
            int wanted = room < Window.CELL_BYTES ? room : room - room % Window.CELL_BYTES;
            try {
                read(channel, current, from + wanted);
            } catch (IOException e) {
                current.addLastExtent(from, before);
                throw new UnreadableException(bytes + current.length() - from, e);
            }
            int n = current.length() - from;
            if (n < wanted) {
                current.addLastExtent(from, before);
                return bytes + n;
            }
            if (n < Window.CELL_BYTES) {
                carried = moveToNext(current, from);
                continue;
            }
            carried = 0;
            bytes += n;
            current.addExtent(from, before);
            before = current.lastBytes(CutPoints.windowBytes());
        }
    }

    /** Moves the start of a file that is larger than the rest of its window to the next window; returns its length. */
    private int moveToNext(Window current, int from) throws InterruptedException {
        byte[] start = current.removeFrom(from);
        flush();
        open().append(start);
        return start.length;
    }

    /** Reads until the window has this length, or to the end of the file. */
    private static void read(ReadableByteChannel channel, Window current, int length) throws IOException {
        while (current.length() < length) {
            int n = current.read(channel, Math.min(READ_BYTES, length - current.length()));
            if (n < 0) {
                break;
            }
            if (n == 0) {
                LockSupport.parkNanos(EMPTY_PIPE_NANOS); // the pipe is in non-blocking mode
            }
        }
    }

    private Window open() throws InterruptedException {
        if (window != null && window.isFull()) {
            flush();
        }
        if (window == null) {
            window = pipeline.take();
        }
        return window;
    }

    /** Submits the window that is being filled. */
    void flush() throws InterruptedException {
        if (window != null && !window.extents().isEmpty()) {
            pipeline.submit(window);
            window = null;
        }
    }
}
