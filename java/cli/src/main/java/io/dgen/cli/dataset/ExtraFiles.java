// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Dataset;
import io.dgen.cli.dataset.Finding.Kind;
import io.dgen.cli.exit.Failure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Finds files in the directory of a set that do not belong to it. */
final class ExtraFiles extends SimpleFileVisitor<Path> {
    private final SetDirectory directory;
    private final Dataset dataset;
    private final Findings findings;
    private long temporary;

    ExtraFiles(SetDirectory directory, Dataset dataset, Findings findings) {
        this.directory = directory;
        this.dataset = dataset;
        this.findings = findings;
    }

    /** {@return number of temporary files, which interrupted runs have left} */
    long temporary() {
        return temporary;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (file.equals(directory.lineFile())) {
            return FileVisitResult.CONTINUE;
        }
        if (SetDirectory.isTemporary(file)) {
            temporary++;
        } else if (dataset.find(directory.relative(file)).isEmpty()) {
            long bytes = attributes.isRegularFile() ? attributes.size() : 0;
            findings.add(finding(Kind.EXTRA, file, bytes, SetDirectory.kind(file, attributes)));
        }
        return FileVisitResult.CONTINUE;
    }

    private Finding finding(Kind kind, Path file, long bytes, String more) {
        return new Finding(kind, dataset.fileCount(), directory.relative(file), bytes, null, more);
    }

    /** A folder that cannot be read: what it has is unknown. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        findings.add(finding(Kind.UNREADABLE, file, 0, Failure.reason(e)));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
        return e == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, e);
    }
}
