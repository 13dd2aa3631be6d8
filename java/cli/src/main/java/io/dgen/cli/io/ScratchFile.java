package io.dgen.cli.io;

import io.dgen.cli.exit.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** A file that nobody else sees. Its name goes as soon as it is open: whatever ends the process, nothing stays behind. */
public final class ScratchFile {
    private ScratchFile() {}

    /** @param directBlockBytes the block size for direct I/O; 0 for I/O through the page cache */
    public static Sink create(Path directory, long directBlockBytes) throws IOException, Failure {
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        Path path = directory.resolve("dgen-bench-" + random + ".tmp");
        FileChannel channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        boolean isReady = false;
        try {
            DirectFile file = directBlockBytes > 0
                    ? direct(channel, path, directBlockBytes, directory)
                    : DirectFile.buffered(channel);
            isReady = true;
            return new FileSink(file);
        } finally {
            Files.deleteIfExists(path);
            if (!isReady) {
                channel.close();
            }
        }
    }

    private static DirectFile direct(FileChannel channel, Path path, long blockBytes, Path directory) throws Failure {
        try {
            return DirectFile.direct(channel, path, blockBytes, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw Failure.io("--direct: the file system of " + directory + " refuses direct I/O", e);
        }
    }
}
