// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.DatasetContent;
import io.dgen.DatasetFile;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.OverwriteException;
import io.dgen.cli.io.RegularFile;
import io.dgen.cli.io.Sink;
import io.dgen.cli.io.Source;
import io.dgen.cli.pipeline.ChunkWorkers;
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
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
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
     * @param kept counts files that were complete before
     */
    record Writer(
            DatasetContent content,
            ChunkWorkers workers,
            long directBlockBytes,
            Existing existing,
            boolean isSynced,
            LongAdder kept) {}

    FileWriting(SetDirectory directory, Writer writer, DatasetFile file) {
        super(file, writer.workers.chunkBytes());
        this.directory = directory;
        this.writer = writer;
        this.path = directory.resolve(file);
        this.temporary = directory.temporary(file);
    }

    @Override
    boolean begin(MemorySegment buffer, LongConsumer done) throws IOException {
        try {
            directory.createFolder(path.resolveSibling(""), this::sync);
            if (writer.existing == Existing.RESUME) {
                Files.deleteIfExists(temporary);
                if (isComplete(buffer)) {
                    writer.kept.increment();
                    return false;
                }
            } else if (writer.existing == Existing.REFUSE && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new OverwriteException(path + " exists", EFFECT_OF_FORCE);
            }
            sink = create();
            return true;
        } catch (IOException e) {
            throw named(e);
        }
    }

    private boolean isComplete(MemorySegment buffer) throws IOException {
        BasicFileAttributes found = directory.attributes(path);
        if (found == null || !found.isRegularFile() || found.size() != file().sizeBytes()) {
            return false;
        }
        try (Source source = RegularFile.open(path, writer.directBlockBytes)) {
            return new Samples(writer.content, file()).areRight(source, buffer);
        }
    }

    /** A temporary file that exists is of a run that was killed: the files of this part are claimed. */
    private Sink create() throws IOException {
        try {
            return RegularFile.create(temporary, writer.directBlockBytes);
        } catch (FileAlreadyExistsException e) {
            Files.delete(temporary);
            return RegularFile.create(temporary, writer.directBlockBytes);
        }
    }

    @Override
    void process(long position, MemorySegment buffer) throws IOException {
        writer.workers.compute(() -> writer.content.fill(file(), position, buffer));
        try {
            open().write(buffer, position);
        } catch (IOException e) {
            throw named(new IOException(
                    Failure.reason(e) + ", in the " + buffer.byteSize() + " bytes from offset " + position, e));
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
