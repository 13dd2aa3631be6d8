// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/** A path, and the kind of file at this path when the object was created. */
abstract class FileEndpoint implements Endpoint {
    private final String name;
    private final Path path;
    private final FileKind kind;

    FileEndpoint(String name) throws IOException {
        if (name.isEmpty()) {
            throw new UnsuitableException("the file name is empty");
        }
        try {
            this.name = name;
            path = Path.of(name);
            kind = FileKind.of(path);
        } catch (InvalidPathException e) {
            throw new UnsuitableException("file '" + name + "': " + e.getReason());
        }
        // Path.of removes the slash, and would turn a missing directory into a file.
        if (name.endsWith("/") && kind != FileKind.DIRECTORY) {
            throw new UnsuitableException(name + " names a directory, because it ends with /, and "
                    + (kind == FileKind.MISSING ? "there is none" : "is not one"));
        }
    }

    @Override
    public final String name() {
        return name;
    }

    public final Path path() {
        return path;
    }

    public final FileKind kind() {
        return kind;
    }

    @Override
    public final boolean hasPageCache() {
        return switch (kind) {
            case REGULAR, DIRECTORY, BLOCK_DEVICE, MISSING -> true;
            case CHARACTER_DEVICE, FIFO, SOCKET -> false;
        };
    }

    @Override
    public final OptionalLong fixedBytes() throws IOException {
        if (kind != FileKind.BLOCK_DEVICE) {
            return OptionalLong.empty();
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long capacity = channel.size();
            if (capacity == 0) {
                throw new IOException("the device has a capacity of 0 bytes: it has no medium, or it is gone");
            }
            return OptionalLong.of(capacity);
        }
    }

    @Override
    public final long directBlockBytes() {
        Path existing = Files.exists(path) ? path : path.toAbsolutePath().getParent();
        return FileSystemStatus.of(existing == null ? path : existing).blockBytes();
    }
}
