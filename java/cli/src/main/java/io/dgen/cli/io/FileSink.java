// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes to a file or a block device. */
final class FileSink implements Sink {
    private final DirectFile file;
    private final @Nullable Path path;
    private long written;

    /**
     * @param path path of a file that was empty; null if the size of the file differs from the number of bytes written,
     * or the file has no name
     */
    FileSink(DirectFile file, @Nullable Path path) {
        this.file = file;
        this.path = path;
    }

    @Override
    public void write(MemorySegment bytes, long position) throws IOException {
        for (long done = 0; done < bytes.byteSize(); ) {
            int n = file.write(bytes, done, position + done);
            done += n;
            written += n;
        }
    }

    /**
     * Returns the size of the file if possible, because an interrupted write does not return the number of bytes that
     * it wrote.
     */
    @Override
    public long written() {
        try {
            return path == null ? written : Files.size(path);
        } catch (IOException e) {
            return written; // another process has removed the file
        }
    }

    @Override
    public void force() throws IOException {
        file.channel().force(true);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
