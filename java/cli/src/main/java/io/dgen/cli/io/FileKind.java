// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The kind of file at a path, symbolic links followed. */
public enum FileKind {
    MISSING,
    REGULAR,
    DIRECTORY,
    BLOCK_DEVICE,
    CHARACTER_DEVICE,
    FIFO,
    SOCKET;

    private static final int FORMAT_MASK = 0170000;

    /** {@return the kind of the file at a path} */
    public static FileKind of(Path path) throws IOException {
        try {
            return ofMode((Integer) Files.getAttribute(path, "unix:mode"));
        } catch (NoSuchFileException e) {
            return MISSING;
        }
    }

    /** The kind of file that a descriptor refers to; {@code MISSING} if the system does not report it. */
    static FileKind ofDescriptor(int descriptor) throws IOException {
        FileKind kind = of(Path.of("/proc/self/fd/" + descriptor));
        if (kind != MISSING) {
            return kind;
        }
        try {
            int mode = Posix.mode(descriptor); // linking takes longer than reading /proc
            return mode < 0 ? MISSING : ofMode(mode);
        } catch (Throwable e) {
            return MISSING; // no such function, or no native access
        }
    }

    private static FileKind ofMode(int mode) {
        return switch (mode & FORMAT_MASK) {
            case 0040000 -> DIRECTORY;
            case 0060000 -> BLOCK_DEVICE;
            case 0020000 -> CHARACTER_DEVICE;
            case 0010000 -> FIFO;
            case 0140000 -> SOCKET;
            default -> REGULAR;
        };
    }
}
