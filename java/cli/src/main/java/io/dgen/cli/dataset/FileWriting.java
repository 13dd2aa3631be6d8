// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.DatasetContent;
import io.dgen.DatasetFile;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.OverwriteException;
import io.dgen.cli.io.RegularFile;
import io.dgen.cli.io.Sink;
import io.dgen.cli.io.Source;
import io.dgen.cli.io.UnsuitableException;
import io.dgen.cli.pipeline.ChunkWorkers;
import io.dgen.cli.report.Text;
import io.dgen.cli.terminal.Interruption;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Writes one file of a set under a temporary name, and renames it when it is complete. */
final class FileWriting extends FileTask {
    static final String EFFECT_OF_FORCE = "replaces it, --resume keeps complete files";

    private final SetDirectory directory;
    private final Writer writer;
    private final Path path;
    private final Path temporary;
    private @Nullable Sink sink;

    /** What is done with a file that exists. */
    enum Existing {
        REFUSE,
        REPLACE,
        /** It stays if it is complete. */
        RESUME
    }

    /**
     * What all files have in common.
     *
     * @param directBlockBytes 0 for I/O through the page cache
     * @param isSynced whether files and folders are on the device before they count as complete
     * @param tally counts files that are not written
     */
    record Writer(
            DatasetContent content,
            ChunkWorkers workers,
            long directBlockBytes,
            Existing existing,
            boolean isSynced,
            Tally tally) {}

    FileWriting(SetDirectory directory, Writer writer, DatasetFile file) {
        super(file, writer.workers.chunkBytes());
        this.directory = directory;
        this.writer = writer;
        this.path = directory.resolve(file);
        this.temporary = directory.temporary(file);
    }

    @Override
    boolean begin(MemorySegment buffer) throws IOException {
        try {
            directory.createFolder(path.resolveSibling(""), this::sync);
            BasicFileAttributes found = directory.attributes(path);
            check(found);
            if (writer.existing == Existing.RESUME && isComplete(found, buffer)) {
                writer.tally.keep(file());
                return false;
            }
            sink = create();
            return true;
        } catch (UnsuitableException e) {
            if (writer.existing == Existing.REFUSE) {
                throw e;
            }
            writer.tally.obstruct(Failure.reason(e)); // and all other files are written
            return false;
        } catch (IOException e) {
            throw named(e);
        }
    }

    private void check(@Nullable BasicFileAttributes found) throws IOException {
        if (found != null && found.isDirectory()) {
            throw new UnsuitableException(path + " is a directory: expected a file");
        }
        if (found != null && writer.existing == Existing.REFUSE) {
            throw new OverwriteException(path + " exists", EFFECT_OF_FORCE);
        }
    }

    private boolean isComplete(@Nullable BasicFileAttributes found, MemorySegment buffer) throws IOException {
        deleteTemporary();
        if (found == null || !found.isRegularFile() || found.size() != file().sizeBytes()) {
            return false;
        }
        try (Source source = RegularFile.open(path, writer.directBlockBytes)) {
            return new Samples(writer.content, file()).areRight(source, buffer);
        } catch (IOException e) {
            if (Interruption.isCauseOf(e)) {
                throw e;
            }
            return false; // what cannot be read is written again
        }
    }

    /** A temporary file that exists is of a run that was killed: the files of this part are claimed. */
    private Sink create() throws IOException {
        try {
            return RegularFile.create(temporary, writer.directBlockBytes);
        } catch (FileAlreadyExistsException e) {
            deleteTemporary();
            return RegularFile.create(temporary, writer.directBlockBytes);
        }
    }

    private void deleteTemporary() throws IOException {
        if (Files.isDirectory(temporary, LinkOption.NOFOLLOW_LINKS)) {
            throw new UnsuitableException(temporary + " is a directory: expected nothing with this name");
        }
        Files.deleteIfExists(temporary);
    }

    @Override
    void process(long position, MemorySegment buffer) throws IOException {
        writer.workers.compute(() -> writer.content.fill(file(), position, buffer));
        try {
            open().write(buffer, position);
        } catch (IOException e) {
            throw named(new IOException(
                    Failure.reason(e) + ", in the " + Text.count(buffer.byteSize(), "byte") + " from offset "
                            + position,
                    e));
        }
    }

    private synchronized Sink open() throws IOException {
        if (sink == null) {
            throw new IOException("closed after a failure");
        }
        return sink;
    }

    @Override
    void end() throws IOException {
        Sink complete = sink;
        if (complete == null) {
            return;
        }
        try {
            if (writer.isSynced) {
                complete.force();
            }
            complete.close();
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
            sync(path.resolveSibling(""));
        } catch (IOException e) {
            throw named(e);
        }
    }

    private void sync(Path folder) throws IOException {
        if (writer.isSynced) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    void abandon() {
        try (Sink incomplete = sink) {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // the failure that has ended the run is reported
        }
    }
}
