// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Dataset;
import io.dgen.cli.io.OverwriteException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The right to change files of a set in a directory. It is a lock on the file with the line: byte i stands for file i, so
 * that parts that have no file in common can be written side by side.
 */
final class Claim implements Closeable {
    /** Held while the line is replaced. Files have smaller numbers. */
    static final long LINE_BYTE = Long.MAX_VALUE - 1;

    /** {@link OtherRuns} holds locks, too, each for some microseconds. */
    private static final int LOCK_ATTEMPTS = 5;

    private static final long NANOS_BETWEEN_ATTEMPTS = 20_000_000;

    private final FileChannel channel;
    private final LineFile line;

    /** Of the file that was locked. */
    private final @Nullable Object key;

    private boolean hasLocks = true;

    private Claim(FileChannel channel, LineFile line, @Nullable Object key) {
        this.channel = channel;
        this.line = line;
        this.key = key;
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
        Files.createDirectories(directory.path());
        if (!force && !directory.lineFile().exists()) {
            directory.checkEmpty();
        }
        while (true) {
            Claim claim = open(directory, StandardOpenOption.CREATE);
            try {
                if (claim.hasLine(dataset, force) && claim.holds(part.from(), part.to())) {
                    claim.tellWithoutLocks(note);
                    return claim;
                }
                claim.close(); // another run has replaced or removed the file, or this one has
            } catch (IOException | RuntimeException | Error e) {
                claim.close();
                throw e;
            }
        }
    }

    /** Claims all files of a set that exists. */
    static Claim toRemove(SetDirectory directory, Consumer<String> note) throws IOException {
        Claim claim = open(directory, StandardOpenOption.READ);
        try {
            claim.lock(0, LINE_BYTE);
            claim.tellWithoutLocks(note);
            return claim;
        } catch (IOException | RuntimeException | Error e) {
            claim.close();
            throw e;
        }
    }

    private static Claim open(SetDirectory directory, StandardOpenOption more) throws IOException {
        LineFile line = directory.lineFile();
        Object key = line.key(); // before the file is opened: if it is replaced meanwhile, the keys differ afterwards
        return new Claim(line.open(StandardOpenOption.WRITE, more), line, key);
    }

    /** {@return whether the file has the line} Otherwise it was replaced, or it is created and can be replaced now. */
    private boolean hasLine(Dataset dataset, boolean force) throws IOException {
        if (key == null) {
            return false;
        }
        try (FileLock ignored = lockLine()) {
            if (!isCurrent()) {
                return false;
            }
            if (!SetPlace.needsLine(line.directoryName(), LineFile.read(channel), dataset, force)) {
                return true;
            }
            lock(0, LINE_BYTE); // no run writes files of the set that is replaced
            replaceLine(dataset);
            return false;
        }
    }

    private void replaceLine(Dataset dataset) throws IOException {
        try {
            line.replace(SetPlace.text(dataset));
        } catch (IOException e) {
            if (channel.size() == 0) {
                line.delete(); // this run, or one that was killed, has created it to lock it
            }
            throw e;
        }
    }

    /** {@return whether the files are locked, in the file that the directory has now} */
    private boolean holds(long from, long to) throws IOException {
        lock(from, to);
        return isCurrent();
    }

    private boolean isCurrent() throws IOException {
        return Objects.equals(key, line.key());
    }

    private @Nullable FileLock lockLine() {
        try {
            return channel.lock(LINE_BYTE, 1, false);
        } catch (IOException e) {
            hasLocks = false;
            return null;
        }
    }

    /** Locks files until the channel is closed. */
    private void lock(long from, long to) throws IOException {
        for (int attempt = 0; hasLocks && from < to && !tryLock(from, to); attempt++) {
            if (attempt == LOCK_ATTEMPTS) {
                throw new IOException(
                        to < LINE_BYTE
                                ? "another run writes the same files: wait for its end, or choose another part"
                                : "another run writes files of the set: wait for its end");
            }
            LockSupport.parkNanos(NANOS_BETWEEN_ATTEMPTS);
        }
    }

    private boolean tryLock(long from, long to) {
        try {
            FileLock lock = channel.tryLock(from, to - from, false);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            hasLocks = false;
            return true;
        }
    }

    private void tellWithoutLocks(Consumer<String> note) {
        if (!hasLocks) {
            note.accept(line.directoryName()
                    + ": the file system has no locks: make sure that no other run writes the same files");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
