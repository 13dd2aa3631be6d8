// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.DatasetContent;
import io.dgen.DatasetFile;
import io.dgen.cli.dataset.SetState.Request;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.OverwriteException;
import io.dgen.cli.io.RegularFile;
import io.dgen.cli.io.Sink;
import io.dgen.cli.io.Source;
import io.dgen.cli.io.UnsuitableException;
import io.dgen.cli.pipeline.ChunkWorkers;
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
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Writes one file of a set under a temporary name, and renames it when it is complete. */
final class FileWriting extends SinkTask {
    static final String EFFECT_OF_FORCE = "replaces it, --resume keeps complete files";

    private final SetDirectory directory;
    private final Path path;
    private final Path temporary;

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
     * @param isMixed {@link SetState#isMixed}
     * @param isSynced whether files and folders are on the device before they count as complete
     * @param tally counts files that are not written
     */
    record Writer(
            DatasetContent content,
            ChunkWorkers workers,
            long directBlockBytes,
            Request request,
            boolean isMixed,
            boolean isSynced,
            Tally tally) {
        Existing existing() {
            return request.existing();
        }
    }

    FileWriting(SetDirectory directory, Writer writer, DatasetFile file) {
        super(writer, file);
        this.directory = directory;
        this.path = directory.resolve(file);
        this.temporary = directory.temporary(file);
    }

    @Override
    boolean begin(MemorySegment buffer, LongConsumer done) throws IOException {
        try {
            directory.createFolder(path.resolveSibling(""), this::sync);
            if (!directory.isNew() && isKept(buffer)) {
                writer().tally().keep(file());
                return false;
            }
            writeTo(create());
            return true;
        } catch (UnsuitableException e) {
            if (writer().existing() == Existing.REFUSE) {
                throw e;
            }
            writer().tally().obstruct(Failure.reason(e)); // and all other files are written
            return false;
        } catch (IOException e) {
            throw named(e);
        }
    }

    private boolean isKept(MemorySegment buffer) throws IOException {
        BasicFileAttributes found = directory.attributes(path);
        if (found != null && found.isDirectory()) {
            throw new UnsuitableException(path + " is a directory: expected a file");
        }
        if (found != null && writer().existing() == Existing.REFUSE) {
            throw new OverwriteException(path + " exists", EFFECT_OF_FORCE);
        }
        return writer().existing() == Existing.RESUME && isComplete(found, buffer);
    }

    private boolean isComplete(@Nullable BasicFileAttributes found, MemorySegment buffer) throws IOException {
        deleteTemporary();
        if (found == null || !found.isRegularFile() || found.size() != file().sizeBytes()) {
            return false;
        }
        try (Source source = RegularFile.open(path, writer().directBlockBytes())) {
            Samples samples = new Samples(writer().content(), file());
            return writer().isMixed() ? samples.areAllRight(source, buffer) : samples.areRight(source, buffer);
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
            return RegularFile.create(temporary, writer().directBlockBytes());
        } catch (FileAlreadyExistsException e) {
            deleteTemporary();
            return RegularFile.create(temporary, writer().directBlockBytes());
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
        write(position, buffer);
    }

    @Override
    void complete() throws IOException {
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
        sync(path.resolveSibling(""));
    }

    private void sync(Path folder) throws IOException {
        if (writer().isSynced()) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    void abandon() {
        super.abandon();
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // the failure that has ended the run is reported
        }
    }
}
