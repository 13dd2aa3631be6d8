// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * Loads a copy of a native library from a new folder that only this user can access, in {@code -Ddgen.tmpdir} or the
 * system's temp folder. The copy is deleted at once, because a loaded library does not need its file.
 */
final class PrivateCopy {
    /** Largest number of attempts after a name collision. */
    private static final int MAX_ATTEMPTS = 100;

    /** More than the library needs. */
    private static final long ENOUGH_BYTES = 1 << 20;

    private PrivateCopy() {}

    /** @throws IOException the message has the folder, the cause and the properties that help */
    static void load(InputStream library) throws IOException {
        String parent = System.getProperty("dgen.tmpdir", System.getProperty("java.io.tmpdir"));
        try {
            load(library, Path.of(parent).toAbsolutePath()); // System.load takes no relative path
        } catch (InvalidPathException e) {
            throw failure(parent, e.getMessage(), e);
        }
    }

    private static void load(InputStream library, Path parent) throws IOException {
        Path folder = null;
        Path file = null;
        try {
            folder = createFolder(parent);
            file = folder.resolve(System.mapLibraryName("dgen"));
            Files.copy(library, file);
            System.load(file.toString());
        } catch (IOException e) {
            throw failure(parent.toString(), cause(e, parent), e);
        } catch (UnsatisfiedLinkError e) {
            String message = String.valueOf(e.getMessage());
            boolean isUnmappable = message.contains("failed to map segment") || message.contains("not permitted");
            throw failure(parent.toString(), message + (isUnmappable ? " (is it mounted noexec?)" : ""), e);
        } finally {
            delete(file);
            delete(folder);
        }
    }

    /** Replaces Files.createTempDirectory, which loads classes for secure random names; that takes 20 milliseconds. */
    private static Path createFolder(Path parent) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return Files.createDirectory(
                        parent.resolve("dgen-" + Long.toHexString(System.nanoTime())), ownerOnly());
            } catch (FileAlreadyExistsException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** A failed deletion must not hide the failure before it. */
    private static void delete(@Nullable Path path) {
        try {
            if (path != null) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // the temp folder's cleaner removes it
        }
    }

    private static String cause(IOException e, Path parent) {
        if (e instanceof NoSuchFileException) {
            return Files.isSymbolicLink(parent) ? "it is a link to a folder that does not exist" : "it does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return "this user may not write to it";
        }
        String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        if (reason == null) {
            return e.toString();
        }
        boolean hasBytes = parent.toFile().getUsableSpace() >= ENOUGH_BYTES;
        return reason.startsWith("No space") && hasBytes ? reason + " for another file (it has free bytes)" : reason;
    }

    private static IOException failure(String parent, @Nullable String cause, Throwable e) {
        return new IOException(
                "cannot load " + System.mapLibraryName("dgen") + " from a copy in " + parent + ": " + cause
                        + "; name another folder with -Ddgen.tmpdir, or an unpacked library with -Ddgen.library.path",
                e);
    }
}
