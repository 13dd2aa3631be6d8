// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Reads a file or a block device with several threads, each at its own positions. */
final class PositionalReader implements WindowReader {
    /** Smaller parts take longer than their hand-over. */
    private static final int LEAST_PART_BYTES = 1 << 20;

    private final FileChannel channel;
    private final Executor helpers;
    private final int threads;
    private long position;

    /** @param threads largest number of threads, the calling one included; all others belong to the executor */
    PositionalReader(FileChannel channel, Executor helpers, int threads) {
        this.channel = channel;
        this.helpers = helpers;
        this.threads = threads;
    }

    /** The size is only an estimate: files grow and shrink, and some of /proc have the size 0. */
    @Override
    public void read(Window window, int length) throws IOException {
        long known = Math.clamp(channel.size() - position, 0, length - window.length());
        int parts = (int) Math.clamp(known / LEAST_PART_BYTES, 1, threads);
        int partBytes = parts == 1 ? length - window.length() : (int) Math.ceilDiv(known, parts);
        List<FutureTask<Part>> tasks = new ArrayList<>();
        for (int at = window.length(), i = 0; i < parts; i++, at += partBytes) {
            int from = at;
            int wanted = Math.min(partBytes, length - at);
            long start = position + from - window.length();
            tasks.add(new FutureTask<>(() -> readPart(window.data(), from, wanted, start)));
        }
        tasks.subList(1, parts).forEach(helpers::execute);
        tasks.getFirst().run();
        List<Part> done = tasks.stream().map(PositionalReader::result).toList();
        for (Part part : done) {
            window.extend(part.bytes);
            position += part.bytes;
            if (part.failure != null) {
                throw part.failure;
            }
            if (part.bytes < part.wanted) {
                return; // later parts are empty, or the file has just grown behind a gap
            }
        }
        if (parts > 1 && window.length() < length) {
            read(window, length);
        }
    }

    private record Part(int wanted, int bytes, @Nullable IOException failure) {}

    private Part readPart(byte[] data, int from, int wanted, long start) {
        int done = 0;
        try {
            while (done < wanted) {
                int n = Math.min(SequentialReader.READ_BYTES, wanted - done);
                int read = channel.read(ByteBuffer.wrap(data, from + done, n), start + done);
                if (read < 0) {
                    break;
                }
                done += read;
            }
            return new Part(wanted, done, null);
        } catch (IOException e) {
            return new Part(wanted, done, e);
        }
    }

    /** Waits without regard to interrupts, because the helpers write to the window. */
    private static Part result(FutureTask<Part> task) {
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    isInterrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof Error error) {
                        throw error; // such as OutOfMemoryError for the temporary buffer of a read
                    }
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
