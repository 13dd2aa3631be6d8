// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** A file, block device, character device or FIFO to write to. */
final class FileOutput extends FileEndpoint implements Output {
    private static final Set<Path> HARMLESS_DEVICES =
            Set.of(Path.of("/dev/null"), Path.of("/dev/zero"), Path.of("/dev/full"));

    FileOutput(String name) throws IOException {
        super(name);
    }

    @Override
    public void checkHarmless(boolean keepsContents) throws OverwriteException {
        switch (kind()) {
            case REGULAR -> {
                if (!keepsContents) {
                    throw exists();
                }
            }
            case BLOCK_DEVICE -> throw new OverwriteException(name() + " is a block device", "overwrites it");
            case CHARACTER_DEVICE -> {
                if (!isHarmlessDevice()) {
                    throw new OverwriteException(name() + " is a device", "writes to it");
                }
            }
            case MISSING, DIRECTORY, FIFO, SOCKET -> {}
        }
    }

    private boolean isHarmlessDevice() {
        return kind() == FileKind.CHARACTER_DEVICE
                && HARMLESS_DEVICES.contains(path().toAbsolutePath().normalize());
    }

    /** These devices treat all positions alike: waiting for turns would take longer than their writes. */
    @Override
    public boolean hasPositions() {
        return super.hasPositions() || isHarmlessDevice();
    }

    @Override
    public boolean isBlockDevice() {
        return kind() == FileKind.BLOCK_DEVICE;
    }

    private OverwriteException exists() {
        return new OverwriteException(name() + " exists", "replaces its contents");
    }

    @Override
    public void check() throws IOException {
        switch (kind()) {
            case MISSING -> checkNew();
            case DIRECTORY -> throw new UnsuitableException(name() + " is a directory: expected a file, a device or -");
            case SOCKET -> throw new UnsuitableException(name() + " is a socket: expected a file, a device or -");
            case BLOCK_DEVICE -> {
                if (Posix.isInUse(path())) {
                    throw new IOException(
                            "in use: the device, a partition of it or its disk is mounted, or part of a volume or swap");
                }
            }
            case REGULAR, CHARACTER_DEVICE, FIFO -> {}
        }
    }

    private void checkNew() throws IOException {
        if (Files.isSymbolicLink(path())) {
            throw new UnsuitableException(name() + " is a symbolic link to " + Files.readSymbolicLink(path())
                    + ", which does not exist: expected a file, a device or -");
        }
        Path parent = path().toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new IOException("there is no directory " + parent);
        }
    }

    @Override
    public Sink open(long directBlockBytes) throws IOException {
        return switch (kind()) {
            case MISSING -> openNew(directBlockBytes, 0);
            case REGULAR -> {
                DirectFile file = openExisting(directBlockBytes);
                file.channel().truncate(0);
                yield new FileSink(file, 0);
            }
            case BLOCK_DEVICE -> new FileSink(openExisting(directBlockBytes), 0);
            case FIFO, CHARACTER_DEVICE, DIRECTORY, SOCKET -> openDevice();
        };
    }

    @Override
    public Sink openInPlace(long directBlockBytes, long start) throws IOException {
        return kind() == FileKind.MISSING
                ? openNew(directBlockBytes, start)
                : new FileSink(openExisting(directBlockBytes), start);
    }

    private Sink openDevice() throws IOException {
        FileChannel channel = FileChannel.open(path(), StandardOpenOption.WRITE);
        return isHarmlessDevice()
                ? new FileSink(DirectFile.of(channel, path(), 0, StandardOpenOption.WRITE), 0)
                : new StreamSink(channel, kind() == FileKind.FIFO, new PipeBuffer(PipeBuffer.NO_DESCRIPTOR));
    }

    private DirectFile openExisting(long directBlockBytes) throws IOException {
        FileChannel channel = FileChannel.open(path(), StandardOpenOption.WRITE);
        return DirectFile.of(channel, path(), directBlockBytes, StandardOpenOption.WRITE);
    }

    private Sink openNew(long directBlockBytes, long start) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(path(), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw exists();
        }
        try {
            return new FileSink(DirectFile.of(channel, path(), directBlockBytes, StandardOpenOption.WRITE), start);
        } catch (DirectIoException e) {
            Files.delete(path()); // removes the empty file, so that the next run does not need --force
            throw e;
        }
    }
}
