package io.dgen.cli.io;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file or block device, open once or, with {@code --direct}, twice: past the page cache for whole blocks, and through
 * it for what is left at the end.
 */
final class DirectFile implements Closeable {
    /** Most bytes of one system call: it is what an interrupt waits for. */
    private static final int MAX_CALL_BYTES = 64 << 20;

    private final FileChannel buffered;
    private final @Nullable FileChannel direct;
    private final long blockBytes;

    private DirectFile(FileChannel buffered, @Nullable FileChannel direct, long blockBytes) {
        this.buffered = buffered;
        this.direct = direct;
        this.blockBytes = blockBytes;
    }

    static DirectFile buffered(FileChannel channel) {
        return new DirectFile(channel, null, 1);
    }

    /**
     * Opens the file again for direct I/O.
     *
     * @param blockBytes {@link Target#directBlockBytes} of the same path
     * @param access READ or WRITE
     */
    static DirectFile direct(FileChannel channel, Path path, long blockBytes, OpenOption access) throws IOException {
        try {
            return new DirectFile(channel, FileChannel.open(path, access, ExtendedOpenOption.DIRECT), blockBytes);
        } catch (UnsupportedOperationException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    FileChannel channel() {
        return buffered;
    }

    /** @return number of bytes read, -1 at the end of the file */
    int read(MemorySegment buffer, long at, long position) throws IOException {
        Part part = part(buffer, at, position);
        return part.channel.read(part.bytes, position);
    }

    /** @return number of bytes written */
    int write(MemorySegment buffer, long at, long position) throws IOException {
        Part part = part(buffer, at, position);
        return part.channel.write(part.bytes, position);
    }

    private record Part(FileChannel channel, ByteBuffer bytes) {}

    private Part part(MemorySegment buffer, long at, long position) {
        long n = Math.min(buffer.byteSize() - at, MAX_CALL_BYTES);
        boolean isAligned = (buffer.address() + at) % blockBytes == 0 && position % blockBytes == 0;
        if (direct != null && isAligned && n >= blockBytes) {
            return new Part(
                    direct, buffer.asSlice(at, n / blockBytes * blockBytes).asByteBuffer());
        }
        return new Part(buffered, buffer.asSlice(at, n).asByteBuffer());
    }

    @Override
    public void close() throws IOException {
        try (buffered) {
            if (direct != null) {
                direct.close();
            }
        }
    }
}
