package io.dgen.cli.io;

import io.dgen.cli.exit.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Opens OUTPUT, and refuses what would destroy something that nobody asked to destroy. */
public final class Outputs {
    private static final Set<Path> HARMLESS_DEVICES =
            Set.of(Path.of("/dev/null"), Path.of("/dev/zero"), Path.of("/dev/full"));

    private Outputs() {}

    /** The checks that need no open file. Nothing has been changed when this throws. */
    public static void check(Target target, boolean direct, boolean fsync, boolean force, Stdio stdio) throws Failure {
        if (!target.isSeekable()) {
            refuseOnStream(target, "--direct", direct);
            refuseOnStream(target, "--fsync", fsync);
        }
        switch (target.kind()) {
            case MISSING -> checkParent(target);
            case REGULAR -> requireForce(target, force, "exists: --force replaces its contents");
            case DIRECTORY -> throw Failure.usage(target.name() + " is a directory: expected a file, a device or -");
            case BLOCK_DEVICE -> checkDevice(target, force);
            case CHARACTER_DEVICE -> {
                if (!isHarmless(target.path())) {
                    requireForce(target, force, "is a device: --force writes to it");
                }
            }
            case SOCKET -> throw Failure.usage(target.name() + " is a socket: expected a file, a device or -");
            case FIFO -> {
                if (target.isStandard() && stdio.outIsTerminal()) {
                    requireForce(target, force, "is a terminal: --force writes to it");
                }
            }
        }
    }

    /** @param directBlockBytes the block size for direct I/O; 0 for I/O through the page cache */
    public static Sink open(Target target, long directBlockBytes, Stdio stdio) throws Failure {
        if (target.isStandard()) {
            return new StreamSink(stdio.data(), stdio.outIsPipe(), new PipeBuffer(1));
        }
        try {
            return target.isSeekable()
                    ? openFile(target, directBlockBytes)
                    : new StreamSink(
                            FileChannel.open(target.path(), StandardOpenOption.WRITE),
                            target.kind() == FileKind.FIFO,
                            new PipeBuffer(PipeBuffer.NO_DESCRIPTOR));
        } catch (FileAlreadyExistsException e) {
            throw Failure.usage(target.name() + " exists: --force replaces its contents");
        } catch (IOException e) {
            throw Failure.io(target.name(), e);
        }
    }

    private static Sink openFile(Target target, long directBlockBytes) throws IOException, Failure {
        boolean isNew = target.kind() == FileKind.MISSING;
        FileChannel channel = isNew
                ? FileChannel.open(target.path(), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)
                : FileChannel.open(target.path(), StandardOpenOption.WRITE);
        DirectFile file = directBlockBytes > 0
                ? openDirect(target, channel, isNew, directBlockBytes)
                : DirectFile.buffered(channel);
        if (target.kind() == FileKind.REGULAR) {
            channel.truncate(0);
        }
        return new FileSink(file);
    }

    private static DirectFile openDirect(Target target, FileChannel channel, boolean isNew, long blockBytes)
            throws IOException, Failure {
        try {
            return DirectFile.direct(channel, target.path(), blockBytes, StandardOpenOption.WRITE);
        } catch (IOException e) {
            channel.close();
            if (isNew) {
                Files.delete(target.path()); // made a moment ago, empty: without it the next try needs no --force
            }
            throw Failure.io("--direct: the file system of " + target.name() + " refuses direct I/O", e);
        }
    }

    private static void refuseOnStream(Target target, String option, boolean given) throws Failure {
        if (given && target.kind() != FileKind.DIRECTORY) {
            throw Failure.usage(option + ": expected OUTPUT to be a file or a block device, not " + target.name());
        }
    }

    private static void requireForce(Target target, boolean force, String why) throws Failure {
        if (!force) {
            throw Failure.usage(target.name() + " " + why);
        }
    }

    private static void checkParent(Target target) throws Failure {
        Path parent = target.path().toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw Failure.io(target.name() + ": there is no directory " + parent);
        }
    }

    private static void checkDevice(Target target, boolean force) throws Failure {
        requireForce(target, force, "is a block device: --force overwrites it");
        if (BlockDevices.isInUse(target.path())) {
            throw Failure.io(target.name() + " is in use: mounted, or part of something that is");
        }
    }

    private static boolean isHarmless(Path path) {
        return HARMLESS_DEVICES.contains(path.toAbsolutePath().normalize());
    }
}
