// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** Reads a file or a block device. Thread-safe. */
final class FileSource implements Source {
    private final DirectFile file;
    private final FileKind kind;

    FileSource(DirectFile file, FileKind kind) {
        this.file = file;
        this.kind = kind;
    }

    @Override
    public long read(MemorySegment buffer, long position) throws IOException {
        long done = 0;
        while (done < buffer.byteSize()) {
            int n = file.read(buffer, done, position + done);
            if (n < 0) {
                break;
            }
            done += n;
        }
        return done;
    }

    /**
     * Returns 0 for a device: its capacity does not depend on the data, so that bytes after the expected ones are not a
     * difference. For a file it reads one more byte, because some files, as in /proc, have bytes and the size 0.
     */
    @Override
    public long excess(long expectedBytes) throws IOException {
        if (kind == FileKind.BLOCK_DEVICE) {
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
