// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

import io.dgen.analyze.internal.dedup.CutPoints;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/** Reads files into windows and submits the windows to the pipeline. */
final class WindowWriter implements AutoCloseable {
    /** A thread for each cell of a window. */
    private static final int MAX_READERS = Window.BYTES / Window.CELL_BYTES;

    private final Pipeline pipeline;
    private final int readers;
    private final ScanThreads helpers;
    private @Nullable Window window;

    /** @param threads largest number of threads that read at the same time */
    WindowWriter(Pipeline pipeline, int threads) {
        this.pipeline = pipeline;
        readers = Math.min(MAX_READERS, threads);
        helpers = new ScanThreads(
                Math.max(1, readers - 1),
                Thread.ofPlatform().daemon().name("dgen-analyze-reader-", 0).factory());
    }

    /** Reads a stream from its position to its end. Result and exceptions are those of {@link #addFile}. */
    long add(ReadableByteChannel channel) throws UnreadableException, InterruptedException {
        return add(new SequentialReader(channel));
    }

    /**
     * Reads a file or a block device, with several threads.
     *
     * @return number of bytes read
     * @throws UnreadableException if a read fails; the bytes before are counted as a file that ends there
     */
    long addFile(FileChannel channel) throws UnreadableException, InterruptedException {
        return add(new PositionalReader(channel, helpers, readers));
    }

    private long add(WindowReader reader) throws UnreadableException, InterruptedException {
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
                reader.read(current, from + wanted);
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

    /** Ends the threads that read. */
    @Override
    public void close() {
        helpers.close();
    }
}
