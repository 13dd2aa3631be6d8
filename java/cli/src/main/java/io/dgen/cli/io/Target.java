package io.dgen.cli.io;

import io.dgen.cli.exit.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * The OUTPUT or INPUT argument: a standard stream or what is at a path.
 *
 * @param name as the user wrote it
 * @param path where it is; of no use for a standard stream
 * @param kind what it was when it was looked at
 * @param isStandard whether it is the standard stream
 */
public record Target(String name, Path path, FileKind kind, boolean isStandard) {
    private static final Set<String> STDIN = Set.of("-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0");

    private static final Set<String> STDOUT = Set.of("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1");

    public static Target output(String name) throws Failure {
        return STDOUT.contains(name) ? new Target("standard output", Path.of(""), FileKind.FIFO, true) : look(name);
    }

    public static Target input(String name) throws Failure {
        return STDIN.contains(name) ? new Target("standard input", Path.of(""), FileKind.FIFO, true) : look(name);
    }

    private static Target look(String name) throws Failure {
        if (name.isEmpty()) {
            throw Failure.usage("the file name is empty");
        }
        try {
            Path path = Path.of(name);
            return new Target(name, path, FileKind.of(path), false);
        } catch (InvalidPathException e) {
            throw Failure.usage("file '" + name + "': " + e.getReason());
        } catch (IOException e) {
            throw Failure.io(name, e);
        }
    }

    /** Whether positions mean something here; otherwise it is a stream of bytes. */
    public boolean isSeekable() {
        return kind == FileKind.REGULAR || kind == FileKind.BLOCK_DEVICE || kind == FileKind.MISSING;
    }

    /** Size of a file or capacity of a block device, in bytes. */
    public long capacity() throws Failure {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return channel.size();
        } catch (IOException e) {
            throw Failure.io(name, e);
        }
    }

    /** What positions, lengths and addresses of direct I/O are multiples of, in bytes. */
    public long directBlockBytes() throws Failure {
        Path existing = Files.exists(path) ? path : path.toAbsolutePath().getParent();
        try {
            return Files.getFileStore(existing == null ? path : existing).getBlockSize();
        } catch (IOException e) {
            throw Failure.io(name, e);
        } catch (UnsupportedOperationException e) {
            throw Failure.io("--direct: the file system of " + name + " does not tell its block size");
        }
    }
}
