// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Dataset;
import io.dgen.DatasetFile;
import io.dgen.cli.dataset.FileWriting.Writer;
import io.dgen.cli.dataset.SetState.Request;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Endpoints;
import io.dgen.cli.io.FileKind;
import io.dgen.cli.io.Input;
import io.dgen.cli.io.OverwriteException;
import io.dgen.cli.io.RegularFile;
import io.dgen.cli.io.UnsuitableException;
import io.dgen.cli.option.IoFailures;
import io.dgen.cli.terminal.Stdio;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a set, which can be named by a symbolic link. Links below it are never followed. Files are written under temporary names, which begin
 * with a text that the paths of a set never begin with. Thread-safe.
 */
final class SetDirectory implements SetPlace {
    private static final Pattern TEMPORARY = Pattern.compile("\\.dgen-([0-9]{1,19})\\.tmp");

    private final Path path;

    /** The folder that was found last: the next file is probably in it. */
    private volatile Path known;

    /** Whether there was no file when this run began. */
    private volatile boolean isNew;

    private SetDirectory(Path path) {
        this.path = path;
        this.known = path;
    }

    /** @throws Failure if there is something else than a directory at the path */
    static SetDirectory of(String name) throws Failure {
        Failure.unless(!name.isEmpty(), "the name of the directory is empty");
        Failure.unless(!name.equals("-"), "-: expected a directory; ./- is one of this name");
        try {
            Path path = Path.of(name);
            return IoFailures.translate(name, () -> new SetDirectory(directory(path)));
        } catch (InvalidPathException e) {
            throw Failure.usage("directory '" + name + "': " + e.getReason());
        }
    }

    /** As {@link #of}, of a directory that exists. */
    static SetDirectory existing(String name) throws Failure {
        SetDirectory directory = of(name);
        Failure.unless(Files.isDirectory(directory.path), name + ": there is no such directory");
        return directory;
    }

    /** {@return the path of a directory, which may be missing; a link to one is resolved} */
    private static Path directory(Path path) throws IOException {
        BasicFileAttributes found = read(path);
        if (found == null || found.isDirectory()) {
            return path;
        }
        if (!found.isSymbolicLink()) {
            throw new UnsuitableException(path + " is a " + kind(path, found) + ": expected a directory");
        }
        if (FileKind.of(path) == FileKind.MISSING) {
            throw new UnsuitableException(path + " is a symbolic link to nothing: expected a directory");
        }
        return directory(path.toRealPath());
    }

    Path path() {
        return path;
    }

    /** {@return whether there was no file when this run began} Then none needs to be looked for, which takes a seventh of the time. */
    boolean isNew() {
        return isNew;
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

    LineFile lineFile() {
        return new LineFile(path);
    }

    boolean isLineFile(Path file) {
        return file.endsWith(LINE_FILE) && parent(file).equals(path);
    }

    @Override
    public String readText() throws Failure {
        LineFile line = lineFile();
        Failure.unless(
                IoFailures.translate(name(), line::exists),
                path + " has no file " + LINE_FILE + ": --dataset LINE is required");
        return IoFailures.translate(name(), () -> {
            try (FileChannel channel = line.open()) {
                return LineFile.read(channel);
            }
        });
    }

    /** @throws OverwriteException if the directory has files; temporary ones do not count */
    void checkEmpty() throws IOException {
        boolean isEmpty = true;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                isEmpty = false;
                if (!isTemporary(entry) && !isOfFileSystem(entry)) {
                    throw SetPlace.foreign(name(), String.valueOf(entry.getFileName()));
                }
            }
        }
        isNew = isEmpty;
    }

    @Override
    public ClaimedPart claim(Request request, Dataset.Part part, Consumer<String> note) throws IOException {
        return Claim.toWrite(this, part, request, note);
    }

    @Override
    public FileTask writing(Writer writer, DatasetFile file) {
        Integer since = writer.request().since();
        return since == null ? new FileWriting(this, writer, file) : new FileChanging(this, writer, file, since);
    }

    @Override
    public @Nullable Found find(String relative) throws IOException {
        Path file = resolve(relative);
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
        try (OtherRuns others = OtherRuns.of(lineFile())) {
            Files.walkFileTree(path, new DirectoryWalk(this, others, visitor));
        }
    }

    @Override
    public Removed remove(Dataset dataset, Consumer<String> note) throws IOException {
        Removal removal = new Removal(this, dataset);
        try (Claim ignored = Claim.toRemove(this, note)) {
            Files.walkFileTree(path, removal);
        }
        return new Removed(removal.removed(), 0, removal.kept(), removal.firstKept());
    }

    @Override
    public void close() {
        // has nothing open
    }

    /** Names of other files may have characters that the charset of the locale lacks. */
    private Path resolve(String relative) throws IOException {
        try {
            return path.resolve(relative);
        } catch (InvalidPathException e) {
            throw new IOException(e.getReason(), e);
        }
    }

    Path resolve(DatasetFile file) {
        return path.resolve(file.path());
    }

    /** The name of a file while it is incomplete, in the same folder. */
    Path temporary(DatasetFile file) {
        return temporary(resolve(file), file.index());
    }

    /** {@return the path of a temporary file in the folder of another file} */
    static Path temporary(Path file, long number) {
        return file.resolveSibling(".dgen-" + number + ".tmp");
    }

    static boolean isTemporary(Path file) {
        return temporaryNumber(file).isPresent();
    }

    /** {@return the number of a temporary file, which is that of a file of the set or larger than all of them} */
    static OptionalLong temporaryNumber(Path file) {
        Matcher matcher = TEMPORARY.matcher(String.valueOf(file.getFileName()));
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        long number = Long.parseUnsignedLong(matcher.group(1));
        return OptionalLong.of(number < 0 ? Long.MAX_VALUE : number);
    }

    /** {@return whether it is the folder that the root of an ext4 file system has} It is often not readable. */
    boolean isOfFileSystem(Path folder) {
        return folder.endsWith("lost+found") && parent(folder).equals(path) && Files.isDirectory(folder);
    }

    /** {@return the path relative to the directory, as paths of a set; {@code .} for the directory} */
    String relative(Path file) {
        return file.equals(path) ? "." : path.relativize(file).toString();
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

    /** {@return the attributes of a file, or of a link; null if there is none} */
    static @Nullable BasicFileAttributes read(Path file) throws IOException {
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
