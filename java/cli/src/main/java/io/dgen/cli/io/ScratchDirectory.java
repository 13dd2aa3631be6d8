// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A directory in which each sink is a new file. The name of the file is removed as soon as the file is open, so that
 * the system frees its space even if the process is killed.
 */
final class ScratchDirectory extends FileEndpoint implements Output {
    ScratchDirectory(String name) throws IOException {
        super(name);
        if (kind() == FileKind.MISSING) {
            throw new NoSuchFileException(name);
        }
        if (kind() != FileKind.DIRECTORY) {
            throw new UnsuitableException(name + " is no directory: expected a directory, or - for standard output");
        }
    }

    @Override
    public long freeBytes() {
        return FileSystemStatus.of(path()).freeBytes();
    }

    @Override
    public Sink open(long directBlockBytes) throws IOException {
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        Path file = path().resolve("dgen-bench-" + random + ".tmp");
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            return new FileSink(DirectFile.of(channel, file, directBlockBytes, StandardOpenOption.WRITE), 0);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
