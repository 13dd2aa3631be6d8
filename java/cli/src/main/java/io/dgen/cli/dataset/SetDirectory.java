// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Dataset;
import io.dgen.DatasetFile;
import io.dgen.cli.dataset.FileWriting.Writer;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Endpoints;
import io.dgen.cli.io.FileKind;
import io.dgen.cli.io.Input;
import io.dgen.cli.io.RegularFile;
import io.dgen.cli.io.UnsuitableException;
import io.dgen.cli.option.IoFailures;
import io.dgen.cli.option.TextFile;
import io.dgen.cli.terminal.Stdio;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a set, which can be named by a symbolic link. Links below it are never followed. Files are written under temporary names, which begin
 * with a text that the paths of a set never begin with. Thread-safe.
 */
final class SetDirectory implements SetPlace {
    private static final Pattern TEMPORARY = Pattern.compile("\\.dgen-[0-9]+\\.tmp");

    private final Path path;

    /** The folder that was found last: the next file is probably in it. */
    private volatile Path known;

    private SetDirectory(Path path) {
        this.path = path;
        this.known = path;
    }

    /** @throws Failure if there is something else than a directory at the path */
    static SetDirectory of(String name) throws Failure {
        try {
            Failure.unless(!name.isEmpty(), "the name of the directory is empty");
            Path path = Path.of(name);
            Failure.unless(!Files.exists(path) || Files.isDirectory(path), name + " is no directory");
            return new SetDirectory(
                    Files.isSymbolicLink(path) ? IoFailures.translate(name, () -> path.toRealPath()) : path);
        } catch (InvalidPathException e) {
            throw Failure.usage("directory '" + name + "': " + e.getReason());
        }
    }

    Path path() {
        return path;
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public Input endpoint(Stdio stdio) throws Failure {
        return IoFailures.translate(
                name(), () -> Endpoints.input(path.toAbsolutePath().toString(), stdio));
    }

    /** The file with the line of the set. */
    Path lineFile() {
        return path.resolve(LINE_FILE);
    }

    @Override
    public String readLine() throws Failure {
        Failure.unless(Files.isDirectory(path), path + ": there is no such directory");
        Failure.unless(
                Files.isRegularFile(lineFile(), LinkOption.NOFOLLOW_LINKS),
                path + " has no file " + LINE_FILE + ": --dataset LINE is required");
        return TextFile.read(LINE_FILE, lineFile().toString());
    }

    @Override
    public Closeable claim(Dataset dataset, Dataset.Part part, boolean force, Consumer<String> note)
            throws IOException {
        return Claim.toCreate(this, dataset, part, force, note);
    }

    @Override
    public FileTask writing(Writer writer, DatasetFile file) {
        return new FileWriting(this, writer, file);
    }

    @Override
    public @Nullable Found find(String relative) throws IOException {
        Path file = path.resolve(relative);
        BasicFileAttributes found = attributes(file);
        return found == null
                ? null
                : new Found(
                        kind(file, found),
                        found.isRegularFile(),
                        found.size(),
                        null,
                        directBlockBytes -> RegularFile.open(file, directBlockBytes));
    }

    @Override
    public void walk(Visitor visitor) throws IOException {
        Files.walkFileTree(path, new DirectoryWalk(this, visitor));
    }

    @Override
    public Removed remove(Dataset dataset, Consumer<String> note) throws IOException {
        Removal removal = new Removal(this, dataset);
        try (Claim ignored = Claim.toRemove(this, dataset, note)) {
            Files.walkFileTree(path, removal);
        }
        return new Removed(removal.removed(), 0, removal.kept(), removal.firstKept());
    }

    @Override
    public void close() {
        // has nothing open
    }

    Path resolve(DatasetFile file) {
        return path.resolve(file.path());
    }

    /** The name of a file while it is incomplete, in the same folder. */
    Path temporary(DatasetFile file) {
        return resolve(file).resolveSibling(".dgen-" + file.index() + ".tmp");
    }

    static boolean isTemporary(Path file) {
        return TEMPORARY.matcher(String.valueOf(file.getFileName())).matches();
    }

    /** {@return the path relative to the directory, as paths of a set} */
    String relative(Path file) {
        return path.relativize(file).toString();
    }

    /**
     * {@return the attributes of a file, or of a link; null if there is none}
     *
     * @throws UnsuitableException if there is something else than a folder above it
     */
    @Nullable
    BasicFileAttributes attributes(Path file) throws IOException {
        return hasFolder(parent(file)) ? read(file) : null;
    }

    private boolean hasFolder(Path folder) throws IOException {
        if (folder.equals(path) || folder.equals(known)) {
            return true;
        }
        if (!hasFolder(parent(folder)) || !isFolder(folder)) {
            return false;
        }
        known = folder;
        return true;
    }

    /** Creates the folders above a file that are missing. */
    void createFolder(Path folder, FolderCreated created) throws IOException {
        if (folder.equals(path) || folder.equals(known)) {
            return;
        }
        createFolder(parent(folder), created);
        if (!isFolder(folder)) {
            try {
                Files.createDirectory(folder);
                created.in(parent(folder));
            } catch (FileAlreadyExistsException e) {
                boolean ignored = isFolder(folder); // another worker was faster
            }
        }
        known = folder;
    }

    /** Called when a folder was created. */
    @FunctionalInterface
    interface FolderCreated {
        /** @param parent of the new folder */
        void in(Path parent) throws IOException;
    }

    /** A file of the set is below the directory. */
    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    private boolean isFolder(Path folder) throws IOException {
        BasicFileAttributes attributes = read(folder);
        if (attributes != null && !attributes.isDirectory()) {
            throw new UnsuitableException(
                    relative(folder) + " is a " + kind(folder, attributes) + ": expected a directory");
        }
        return attributes != null;
    }

    private static @Nullable BasicFileAttributes read(Path file) throws IOException {
        return file.getFileSystem()
                .provider()
                .readAttributesIfExists(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** {@return the kind of a file, such as {@code symbolic link}} */
    static String kind(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isRegularFile()) {
            return "file";
        }
        return attributes.isSymbolicLink()
                ? "symbolic link"
                : FileKind.of(file).name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
