// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Dataset;
import io.dgen.cli.dataset.FileWriting.Existing;
import io.dgen.cli.dataset.SetState.Request;
import io.dgen.cli.io.OverwriteException;
import io.dgen.cli.io.UnsuitableException;
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
final class Claim implements SetPlace.ClaimedPart {
    /** Held while the state is read and written. Files have smaller numbers. */
    static final long LINE_BYTE = Long.MAX_VALUE - 1;

    /** {@link OtherRuns} holds locks, too, each for some microseconds. */
    private static final int LOCK_ATTEMPTS = 5;

    private static final long NANOS_BETWEEN_ATTEMPTS = 20_000_000;

    private final FileChannel channel;
    private final LineFile line;

    /** Of the file that was locked. */
    private final @Nullable Object key;

    private boolean hasLocks = true;
    private @Nullable Begun begun;

    /** The part that this run writes, and the state when it began. */
    private record Begun(SetState state, Dataset.Part part) {}

    private Claim(FileChannel channel, LineFile line, @Nullable Object key) {
        this.channel = channel;
        this.line = line;
        this.key = key;
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
        if (!directory.lineFile().exists()) {
            prepare(directory, request);
        }
        while (true) {
            Claim claim = open(directory, StandardOpenOption.CREATE);
            try {
                if (claim.begin(request, part)) {
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

    private static void prepare(SetDirectory directory, Request request) throws IOException {
        if (request.since() != null) {
            SetState ignored = SetState.begin(directory.name(), "", request); // is refused before anything is created
        }
        Files.createDirectories(directory.path());
        if (request.existing() != Existing.REPLACE) {
            directory.checkEmpty();
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

    /**
     * {@return whether the file has the state, and the files of the part are locked} Otherwise the file was replaced, or it is
     * created and can be replaced now.
     */
    private boolean begin(Request request, Dataset.Part part) throws IOException {
        if (key == null) {
            return false;
        }
        try (FileLock ignored = lockLine()) {
            if (!isCurrent()) {
                return false;
            }
            String present = LineFile.read(channel);
            SetState state = SetState.begin(line.directoryName(), present, request);
            if (state.toString().equals(present)) {
                begun = new Begun(state, part);
                lock(part.from(), part.to());
                return isCurrent(); // a run that removes the set has all locks until its end
            }
            lock(0, LINE_BYTE); // while another run writes a part, the set stays the same
            replace(state.toString());
            return false;
        }
    }

    private void replace(String text) throws IOException {
        try {
            line.replace(text, hasLocks);
        } catch (IOException e) {
            if (channel.size() == 0) {
                line.delete(); // this run, or one that was killed, has created it to lock it
            }
            throw e;
        }
    }

    @Override
    public boolean isMixed() {
        return begun != null && begun.state.isMixed();
    }

    @Override
    public boolean isComplete() {
        return begun != null && begun.state.isComplete(begun.part);
    }

    /** In place: other runs have locks on the file. */
    @Override
    public void finish() throws IOException {
        if (begun == null) {
            return;
        }
        try (FileLock ignored = lockLine()) {
            String present = LineFile.read(channel);
            String text = SetState.finish(present, begun.state.dataset(), begun.part);
            if (!text.equals(present)) {
                LineFile.write(channel, text);
            }
        }
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
