package io.dgen.cli.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Reads a file or a block device. */
final class FileSource implements Source {
    private final DirectFile file;
    private final boolean isDevice;

    private FileSource(DirectFile file, boolean isDevice) {
        this.file = file;
        this.isDevice = isDevice;
    }

    static FileSource ofFile(DirectFile file) {
        return new FileSource(file, false);
    }

    static FileSource ofDevice(DirectFile device) {
        return new FileSource(device, true);
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

    /** The capacity of a device is independent of the data: bytes behind the expected ones are no difference. */
    @Override
    public long excess(long expectedBytes) throws IOException {
        return isDevice ? 0 : Math.max(0, file.channel().size() - expectedBytes);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
