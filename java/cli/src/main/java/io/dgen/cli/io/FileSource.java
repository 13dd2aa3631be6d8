// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** Reads a file or a block device. Thread-safe. */
final class FileSource implements Source {
    private final DirectFile file;
    private final long start;
    private final boolean isPart;

    /**
     * @param start the position of the source in the file
     * @param isPart whether the file may have more bytes than the source
     */
    FileSource(DirectFile file, long start, boolean isPart) {
        this.file = file;
        this.start = start;
        this.isPart = isPart;
    }

    @Override
    public long read(MemorySegment buffer, long position) throws IOException {
        long done = 0;
        while (done < buffer.byteSize()) {
            int n = file.read(buffer, done, start + position + done);
            if (n < 0) {
                break;
            }
            done += n;
        }
        return done;
    }

    @Override
    public boolean canSkip() {
        return true;
    }

    /**
     * Returns 0 for a part of a file, and for a device: its capacity does not depend on the data. For a file it reads one more byte, because some files, as in /proc, have bytes and the size 0.
     */
    @Override
    public long excess(long expectedBytes) throws IOException {
        if (isPart) {
            return 0;
        }
        long excess = file.channel().size() - expectedBytes;
        if (excess > 0) {
            return excess;
        }
        return file.channel().read(ByteBuffer.allocate(1), expectedBytes) > 0 ? UNKNOWN : 0;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
