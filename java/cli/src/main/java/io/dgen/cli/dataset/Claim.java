// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Dataset;
import io.dgen.cli.dataset.FileWriting.Existing;
import io.dgen.cli.dataset.SetState.Request;
import io.dgen.cli.io.OverwriteException;
import io.dgen.cli.io.UnsuitableException;
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
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The right to change files of a set in a directory. It is a lock on the file with the line: byte i stands for file i, so
 * that parts that have no file in common can be written side by side.
 */
final class Claim implements SetPlace.ClaimedPart {
    /** Held while the state is read and written. Files have smaller numbers. */
    private static final long LINE_BYTE = Long.MAX_VALUE - 1;

    private static final int MAX_LINE_BYTES = 1 << 20;

    private final FileChannel channel;
    private final SetDirectory directory;
    private final Dataset dataset;
    private final Dataset.Part part;
    private final Consumer<String> note;
    private @Nullable SetState state;

    private Claim(
            FileChannel channel, SetDirectory directory, Dataset dataset, Dataset.Part part, Consumer<String> note) {
        this.channel = channel;
        this.directory = directory;
        this.dataset = dataset;
        this.part = part;
        this.note = note;
    }

    /**
     * Creates the directory and writes the state, if necessary, and claims the files of a part.
     *
     * @param note receives a sentence if the file system has no locks
     * @throws OverwriteException if there is something else, which is not to be replaced
     * @throws UnsuitableException if there is not what a run needs that writes only changes
     */
    static Claim toWrite(SetDirectory directory, Dataset.Part part, Request request, Consumer<String> note)
            throws IOException {
        Path path = directory.path();
        boolean hasLine = Files.exists(directory.lineFile(), LinkOption.NOFOLLOW_LINKS);
        if (request.since() != null && !hasLine) {
            SetState ignored = SetState.begin(directory.name(), "", request);
        }
        if (!Files.isDirectory(path)) {
            Files.createDirectory(path);
            directory.setNew();
        } else if (request.existing() != Existing.REPLACE && !hasLine) {
            checkEmpty(path);
            directory.setNew();
        }
        Claim claim = open(directory, request.dataset(), part, note, StandardOpenOption.CREATE);
        try {
            claim.begin(request);
            return claim;
        } catch (IOException | RuntimeException | Error e) {
            claim.close();
            throw e;
        }
    }

    /** Claims all files of a set that exists. */
    static Claim toRemove(SetDirectory directory, Dataset dataset, Consumer<String> note) throws IOException {
        Dataset.Part all = new Dataset.Part(0, dataset.fileCount());
        Claim claim = open(directory, dataset, all, note, StandardOpenOption.READ);
        try {
            claim.lockFiles();
            return claim;
        } catch (IOException | RuntimeException | Error e) {
            claim.close();
            throw e;
        }
    }

    private static Claim open(
            SetDirectory directory, Dataset dataset, Dataset.Part part, Consumer<String> note, StandardOpenOption more)
            throws IOException {
        return new Claim(
                FileChannel.open(
                        directory.lineFile(),
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        more,
                        LinkOption.NOFOLLOW_LINKS),
                directory,
                dataset,
                part,
                note);
    }

    /** While another run writes a part, the set stays the same. */
    private void begin(Request request) throws IOException {
        try (FileLock ignored = lock(LINE_BYTE, 1)) {
            String present = read();
            SetState begun = SetState.begin(directory.name(), present, request);
            if (!begun.toString().equals(present)) {
                try (FileLock all = lock(0, LINE_BYTE)) {
                    write(begun.toString(), present);
                }
            }
            lockFiles();
            state = begun;
        }
    }

    @Override
    public boolean isMixed() {
        return state != null && state.isMixed();
    }

    @Override
    public boolean isComplete() {
        return state != null && state.isComplete(part);
    }

    @Override
    public void finish() throws IOException {
        try (FileLock ignored = lock(LINE_BYTE, 1)) {
            String present = read();
            write(SetState.finish(present, dataset, part), present);
        }
    }

    private static void checkEmpty(Path path) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                throw SetPlace.foreign(path.toString(), String.valueOf(entry.getFileName()));
            }
        }
    }

    private void lockFiles() throws IOException {
        if (part.files() > 0) {
            FileLock ignored = lock(part.from(), part.files()); // until the channel is closed
        }
    }

    /** {@return the lock; null if the file system has no locks} */
    private @Nullable FileLock lock(long position, long size) throws IOException {
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

    /** Writes over the present text in one call, so that a kill leaves one of the two. */
    private void write(String text, String present) throws IOException {
        if (text.equals(present)) {
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int longest = Math.max(bytes.length, present.getBytes(StandardCharsets.UTF_8).length);
        byte[] padded = Arrays.copyOf(bytes, longest);
        Arrays.fill(padded, bytes.length, longest, (byte) '\n');
        ByteBuffer buffer = ByteBuffer.wrap(padded);
        while (buffer.hasRemaining()) {
            channel.write(buffer, buffer.position());
        }
        channel.truncate(bytes.length);
        channel.force(true);
    }

    private String read() throws IOException {
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
