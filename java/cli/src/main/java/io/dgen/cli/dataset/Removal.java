// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Dataset;
import io.dgen.cli.exit.Failure;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Removes what belongs to a set from its directory. The line is the last file: until then, a further run goes on. */
final class Removal extends SimpleFileVisitor<Path> {
    private final SetDirectory directory;
    private final Dataset dataset;

    /** For the folder that is visited and those above it: whether something of the set was removed from it. */
    private final Deque<Boolean> hadFiles = new ArrayDeque<>();

    private long removed;
    private long kept;
    private String firstKept = "";

    Removal(SetDirectory directory, Dataset dataset) {
        this.directory = directory;
        this.dataset = dataset;
    }

    /** {@return the number of files of the set that were removed} */
    long removed() {
        return removed;
    }

    /** {@return the number of files that are not of the set} */
    long kept() {
        return kept;
    }

    String firstKept() {
        return firstKept;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        hadFiles.push(false);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (directory.isLineFile(file)) {
            return FileVisitResult.CONTINUE;
        }
        boolean isOfSet = attributes.isRegularFile()
                && dataset.find(directory.relative(file)).isPresent();
        if (isOfSet || SetDirectory.isTemporary(file)) {
            Files.delete(file);
            removed += isOfSet ? 1 : 0;
            markFolder();
        } else {
            keep(file);
        }
        return FileVisitResult.CONTINUE;
    }

    private void markFolder() {
        hadFiles.pop();
        hadFiles.push(true);
    }

    private void keep(Path file) {
        firstKept = kept == 0 ? directory.relative(file) : firstKept;
        kept++;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
        if (e != null) {
            throw e;
        }
        boolean isRoot = folder.equals(directory.path());
        boolean hadFile = hadFiles.pop();
        if (isRoot) {
            directory.lineFile().delete();
        } else if (hadFile) {
            try {
                Files.delete(folder);
                markFolder();
            } catch (DirectoryNotEmptyException notEmpty) {
                // has files that are not of the set
            }
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        throw new IOException(directory.relative(file) + ": " + Failure.reason(e), e);
    }
}
