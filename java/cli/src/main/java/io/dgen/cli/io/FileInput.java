// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** A file, directory, block device, character device or FIFO to read. */
public final class FileInput extends FileEndpoint implements Input {
    FileInput(String name) throws IOException {
        super(name);
    }

    @Override
    public void check() throws IOException {
        if (kind() == FileKind.DIRECTORY) {
            throw new UnsuitableException(name() + " is a directory: expected a file, a block device or -");
        }
        if (kind() == FileKind.SOCKET) {
            throw new UnsuitableException(name() + " is a socket: expected a file, a block device or -");
        }
    }

    @Override
    public Source open(long directBlockBytes) throws IOException {
        FileChannel channel = FileChannel.open(path(), StandardOpenOption.READ);
        if (!hasPageCache()) {
            return new StreamSource(channel, new PipeBuffer(PipeBuffer.NO_DESCRIPTOR));
        }
        return new FileSource(direct(channel, directBlockBytes), 0, kind() == FileKind.BLOCK_DEVICE);
    }

    @Override
    public Source openInPlace(long directBlockBytes, long start) throws IOException {
        FileChannel channel = FileChannel.open(path(), StandardOpenOption.READ);
        return new FileSource(direct(channel, directBlockBytes), start, true);
    }

    private DirectFile direct(FileChannel channel, long directBlockBytes) throws IOException {
        return DirectFile.of(channel, path(), directBlockBytes, StandardOpenOption.READ);
    }
}
