// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.cli.exit.Failure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Passes on the files below the directory of a set. */
final class DirectoryWalk extends SimpleFileVisitor<Path> {
    private final SetDirectory directory;
    private final OtherRuns others;
    private final SetPlace.Visitor visitor;

    DirectoryWalk(SetDirectory directory, OtherRuns others, SetPlace.Visitor visitor) {
        this.directory = directory;
        this.others = others;
        this.visitor = visitor;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        OptionalLong temporary = SetDirectory.temporaryNumber(file);
        if (temporary.isPresent()) {
            visitor.temporary(others.write(temporary.getAsLong()));
        } else if (!directory.isLineFile(file)
                && !visitor.found(
                        directory.relative(file),
                        SetDirectory.kind(file, attributes),
                        attributes.isRegularFile() ? attributes.size() : 0)) {
            return FileVisitResult.TERMINATE;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        if (!directory.isOfFileSystem(file)) {
            visitor.unreadable(directory.relative(file), Failure.reason(e));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
        return e == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, e);
    }
}
