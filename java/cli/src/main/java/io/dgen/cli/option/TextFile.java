// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.option;

import io.dgen.cli.exit.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A small file that an option names: a command reads it at its start, or writes it at its end. */
public final class TextFile {
    /** Largest number of bytes that are read; profiles are shorter. */
    private static final int MAX_READ_BYTES = 1 << 20;

    private final String option;
    private final String name;
    private final Path path;
    private final boolean force;

    private TextFile(String option, String name, Path path, boolean force) {
        this.option = option;
        this.name = name;
        this.path = path;
        this.force = force;
    }

    /** A file to write, checked at the start of the command as far as possible without creating it. */
    public static TextFile at(String option, String name, boolean force) throws Failure {
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException e) {
            throw Failure.usage(option + ": file '" + name + "': " + e.getReason());
        }
        if (name.isEmpty()) {
            throw Failure.usage(option + ": the file name is empty");
        }
        if (name.equals("-")) {
            throw Failure.usage(option + ": - is no file: ./- is one of this name");
        }
        if (name.endsWith("/") && !Files.isDirectory(path)) { // Path.of removes the slash
            throw Failure.usage(option + ": " + name + " names a directory, because it ends with /: expected a file");
        }
        if (Files.isDirectory(path)) {
            throw Failure.usage(option + ": " + name + " is a directory: expected a file");
        }
        if (Files.exists(path) && !force) {
            throw Failure.usage(option + ": " + name + " exists: --force replaces its contents");
        }
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw Failure.io(option + ": " + name + ": there is no directory " + parent);
        }
        return new TextFile(option, name, path, force);
    }

    /** {@return the text of a file, at most 1 MiB of it} */
    public static String read(String option, String name) throws Failure {
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            return new String(in.readNBytes(MAX_READ_BYTES), StandardCharsets.UTF_8);
        } catch (InvalidPathException e) {
            throw Failure.usage(option + ": file '" + name + "': " + e.getReason());
        } catch (IOException e) {
            throw Failure.io(option + ": " + name, e);
        }
    }

    /**
     * Checks that writing does not replace a file that the command reads or writes otherwise.
     *
     * @param role of the other file, for the message
     */
    public void checkDiffersFrom(Path other, String role) throws Failure {
        boolean isSame;
        try {
            isSame = path.toAbsolutePath()
                            .normalize()
                            .equals(other.toAbsolutePath().normalize())
                    || Files.exists(path) && Files.exists(other) && Files.isSameFile(path, other);
        } catch (IOException e) {
            throw Failure.io(name, e);
        }
        if (isSame) {
            throw Failure.usage(option + ": " + name + " is also " + role + ": expected another file");
        }
    }

    /** Checks that the file is not below a directory with data, which may be missing. */
    public void checkOutside(Path directory) throws Failure {
        try {
            Path real = real(directory);
            Failure.unless(
                    !real(path).startsWith(real),
                    option + ": " + name + " is below " + directory + ", where it is not part of the data: expected"
                            + " another folder");
        } catch (IOException e) {
            throw Failure.io(option + ": " + name, e);
        }
    }

    /** The absolute path, in which links to folders that exist are resolved. */
    private static Path real(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        return Files.exists(absolute)
                ? absolute.toRealPath()
                : parent == null ? absolute : real(parent).resolve(absolute.getFileName());
    }

    public Path path() {
        return path;
    }

    /** Writes the contents. */
    @FunctionalInterface
    public interface Contents {
        void writeTo(Writer writer) throws IOException;
    }

    public void write(String text) throws Failure {
        write(writer -> writer.write(text));
    }

    public void write(Contents contents) throws Failure {
        OpenOption[] options = force
                ? new OpenOption[] {
                    StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING
                }
                : new OpenOption[] {StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW};
        try (Writer writer = Files.newBufferedWriter(path, options)) {
            contents.writeTo(writer);
        } catch (FileAlreadyExistsException e) {
            throw Failure.usage(name + " exists: --force replaces its contents");
        } catch (IOException e) {
            throw Failure.io(name, e);
        }
    }
}
