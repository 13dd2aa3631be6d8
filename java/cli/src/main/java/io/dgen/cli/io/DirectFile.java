// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import com.sun.nio.file.ExtendedOpenOption;
import io.dgen.cli.exit.Failure;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An open file or block device. For direct I/O it is opened twice: whole blocks bypass the page cache, and an
 * incomplete block at the end goes through it. Thread-safe.
 */
final class DirectFile implements Closeable {
    /** Largest number of bytes of one system call: an interrupt takes effect after the call. */
    private static final int MAX_CALL_BYTES = 64 << 20;

    private final FileChannel buffered;
    private final @Nullable FileChannel direct;
    private final long blockBytes;

    private DirectFile(FileChannel buffered, @Nullable FileChannel direct, long blockBytes) {
        this.buffered = buffered;
        this.direct = direct;
        this.blockBytes = blockBytes;
    }

    /**
     * Opens the file a second time if direct I/O is requested.
     *
     * @param channel the open file; closed if this method throws
     * @param directBlockBytes {@link Endpoint#directBlockBytes}; 0 for I/O only through the page cache
     * @param access READ or WRITE
     * @throws DirectIoException if the file system refuses direct I/O
     */
    static DirectFile of(FileChannel channel, Path path, long directBlockBytes, OpenOption access) throws IOException {
        if (directBlockBytes == 0) {
            return new DirectFile(channel, null, 1);
        }
        try {
            FileChannel direct = FileChannel.open(path, access, ExtendedOpenOption.DIRECT);
            return new DirectFile(channel, direct, directBlockBytes);
        } catch (IOException | UnsupportedOperationException e) {
            channel.close();
            throw new DirectIoException("the file system refuses direct I/O: " + Failure.reason(e));
        }
    }

    FileChannel channel() {
        return buffered;
    }

    /** @return number of bytes read, -1 at the end of the file */
    int read(MemorySegment buffer, long at, long position) throws IOException {
        Call call = call(buffer, at, position);
        return call.channel.read(call.bytes, position);
    }

    /** @return number of bytes written */
    int write(MemorySegment buffer, long at, long position) throws IOException {
        Call call = call(buffer, at, position);
        return call.channel.write(call.bytes, position);
    }

    /** Channel and bytes of one system call. */
    private record Call(FileChannel channel, ByteBuffer bytes) {}

    private Call call(MemorySegment buffer, long at, long position) {
        long n = Math.min(buffer.byteSize() - at, MAX_CALL_BYTES);
        boolean isAligned = (buffer.address() + at) % blockBytes == 0 && position % blockBytes == 0;
        if (direct != null && isAligned && n >= blockBytes) {
            return new Call(
                    direct, buffer.asSlice(at, n / blockBytes * blockBytes).asByteBuffer());
        }
        return new Call(buffered, buffer.asSlice(at, n).asByteBuffer());
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
