// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** All files in a folder and its subfolders, in the order of their names. Symbolic links are not followed. */
final class FileTree {
    /** Receives the entries. */
    interface Visitor {
        void file(Path file, BasicFileAttributes attributes) throws IOException, InterruptedException;

        /** Receives an entry that is neither file nor folder: a symbolic link, a device, a pipe. */
        default void other(Path path) {}

        default void unreadable(Path path, IOException cause) {}
    }

    private FileTree() {}

    /** Returns the size of all files by their attributes, without reading them. */
    static InputSize size(Path folder) throws IOException, InterruptedException {
        long[] sums = new long[2];
        walk(folder, (_, attributes) -> {
            sums[0] += attributes.size();
            sums[1]++;
        });
        return new InputSize(sums[0], sums[1]);
    }

    static void walk(Path folder, Visitor visitor) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (DirectoryIteratorException e) {
            visitor.unreadable(folder, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            visitor.unreadable(folder, e);
            return;
        }
        entries.sort(null);
        for (Path entry : entries) {
            visit(entry, visitor);
        }
    }

    private static void visit(Path entry, Visitor visitor) throws IOException, InterruptedException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            visitor.unreadable(entry, e);
            return;
        }
        if (attributes.isDirectory()) {
            walk(entry, visitor);
        } else if (attributes.isRegularFile()) {
            visitor.file(entry, attributes);
        } else {
            visitor.other(entry);
        }
    }
}
