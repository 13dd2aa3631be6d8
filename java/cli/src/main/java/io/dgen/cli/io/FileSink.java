package io.dgen.cli.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Writes to a file or a block device. */
final class FileSink implements Sink {
    private final DirectFile file;
    private long written;

    FileSink(DirectFile file) {
        this.file = file;
    }

    @Override
    public void write(MemorySegment bytes, long position) throws IOException {
        for (long done = 0; done < bytes.byteSize(); ) {
            int n = file.write(bytes, done, position + done);
            done += n;
            written += n;
        }
    }

    @Override
    public long written() {
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
