// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Reads a file or a block device. */
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
     * difference.
     */
    @Override
    public long excess(long expectedBytes) throws IOException {
        return kind == FileKind.BLOCK_DEVICE ? 0 : Math.max(0, file.channel().size() - expectedBytes);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
