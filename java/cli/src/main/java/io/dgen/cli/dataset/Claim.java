// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Dataset;
import io.dgen.cli.io.OverwriteException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The right to change files of a set in a directory. It is a lock on the file with the line: byte i stands for file i, so
 * that parts that have no file in common can be written side by side.
 */
final class Claim implements Closeable {
    /** Held while the line is written. Files have smaller numbers. */
    private static final long LINE_BYTE = Long.MAX_VALUE - 1;

    private static final int MAX_LINE_BYTES = 1 << 20;

    private final FileChannel channel;
    private final SetDirectory directory;

    private Claim(FileChannel channel, SetDirectory directory) {
        this.channel = channel;
        this.directory = directory;
    }

    /**
     * Creates the directory and writes the line, if necessary, and claims the files of a part.
     *
     * @param force whether the directory may have other files, and the line of another set, which is replaced
     * @param note receives a sentence if the file system has no locks
     * @throws OverwriteException without {@code force}
     */
    static Claim toCreate(
            SetDirectory directory, Dataset dataset, Dataset.Part part, boolean force, Consumer<String> note)
            throws IOException {
        Path path = directory.path();
        if (!Files.isDirectory(path)) {
            Files.createDirectory(path);
        } else if (!force && !Files.exists(directory.lineFile(), LinkOption.NOFOLLOW_LINKS)) {
            checkEmpty(path);
        }
        Claim claim = open(directory, StandardOpenOption.CREATE);
        try {
            try (FileLock ignored = claim.lock(LINE_BYTE, 1, note)) {
                claim.setLine(dataset, force);
            }
            claim.lockFiles(part, note);
            return claim;
        } catch (IOException | RuntimeException | Error e) {
            claim.close();
            throw e;
        }
    }

    /** Claims all files of a set that exists. */
    static Claim toRemove(SetDirectory directory, Dataset dataset, Consumer<String> note) throws IOException {
        Claim claim = open(directory, StandardOpenOption.READ);
        try {
            claim.lockFiles(new Dataset.Part(0, dataset.fileCount()), note);
            return claim;
        } catch (IOException | RuntimeException | Error e) {
            claim.close();
            throw e;
        }
    }

    private static Claim open(SetDirectory directory, StandardOpenOption more) throws IOException {
        return new Claim(
                FileChannel.open(
                        directory.lineFile(),
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        more,
                        LinkOption.NOFOLLOW_LINKS),
                directory);
    }

    private static void checkEmpty(Path path) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                throw SetPlace.foreign(path.toString(), String.valueOf(entry.getFileName()));
            }
        }
    }

    private void lockFiles(Dataset.Part part, Consumer<String> note) throws IOException {
        if (part.files() > 0) {
            FileLock ignored = lock(part.from(), part.files(), note); // until the channel is closed
        }
    }

    /** {@return the lock; null if the file system has no locks} */
    private @Nullable FileLock lock(long position, long size, Consumer<String> note) throws IOException {
        FileLock lock;
        try {
            lock = position == LINE_BYTE ? channel.lock(position, size, false) : channel.tryLock(position, size, false);
        } catch (OverlappingFileLockException e) {
            lock = null;
        } catch (IOException e) {
            note.accept(directory.path() + ": the file system has no locks (" + e.getMessage()
                    + "): make sure that no other run writes the same files");
            return null;
        }
        if (lock == null) {
            throw new IOException("another run writes files of this part: wait for its end, or choose another part");
        }
        return lock;
    }

    private void setLine(Dataset dataset, boolean force) throws IOException {
        if (!SetPlace.needsLine(directory.name(), readLine(), dataset, force)) {
            return;
        }
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(SetPlace.text(dataset));
        channel.truncate(0);
        while (bytes.hasRemaining()) {
            channel.write(bytes, bytes.position());
        }
        channel.force(true);
    }

    private String readLine() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), MAX_LINE_BYTES));
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
            // the rest
        }
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
