// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Writes to a file or a block device. Thread-safe. */
final class FileSink implements Sink {
    private final DirectFile file;
    private final long start;
    private final WrittenRanges written = new WrittenRanges();

    /** @param start the position of the sink in the file */
    FileSink(DirectFile file, long start) {
        this.file = file;
        this.start = start;
    }

    @Override
    public void write(MemorySegment bytes, long position) throws IOException {
        for (long done = 0; done < bytes.byteSize(); ) {
            int n = file.write(bytes, done, start + position + done);
            written.add(position + done, n);
            done += n;
        }
    }

    @Override
    public WrittenRanges written() {
        return written;
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
