// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import io.dgen.Dataset;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a set in a file system of Hadoop. One thread uses an instance.
 *
 * <p>A file appears under its name only when it is complete. Where files appear when they are closed, and writing can be
 * aborted, as in object stores, they are written in place. Otherwise they get a name in the folder of temporary files, which
 * no other attempt uses, and are renamed. All attempts make the same bytes, so that it does not matter which one is last.
 */
final class SetStore {
    /** As {@code dgen dataset create} writes it. */
    static final String LINE_FILE = ".dgen-dataset";

    private static final int MAX_LINE_BYTES = 1 << 20;

    /** What {@code dgen dataset} takes for the temporary files of interrupted runs. */
    private static final Pattern TEMPORARY = Pattern.compile("\\.dgen-[0-9]+\\.tmp");

    private final Configuration configuration;
    private final Path root;
    private final FileSystem files;
    private final boolean isInPlace;
    private final Set<Path> folders = new HashSet<>();

    SetStore(String address, Configuration configuration) throws IOException {
        this.configuration = configuration;
        Path path = new Path(address);
        // Without the checksum files beside each file, which are no files of the set.
        FileSystem found = path.getFileSystem(configuration);
        this.files = found instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : found;
        this.root = files.makeQualified(path);
        this.isInPlace = files.hasPathCapability(root, CommonPathCapabilities.ABORTABLE_STREAM);
    }

    FileSystem files() {
        return files;
    }

    Path root() {
        return root;
    }

    boolean isInPlace() {
        return isInPlace;
    }

    Path path(String relative) {
        return new Path(root, relative);
    }

    /** {@return the line; null if there is none} */
    @Nullable
    String readLine() throws IOException {
        try (FSDataInputStream in = files.open(path(LINE_FILE))) {
            return new String(in.readNBytes(MAX_LINE_BYTES), StandardCharsets.UTF_8);
        } catch (FileNotFoundException e) {
            return null;
        }
    }

    /**
     * Prepares the directory, and writes the line.
     *
     * @param temporary name of the folder of temporary files
     * @throws UsageException if there is something that would be replaced
     */
    void prepare(Dataset dataset, Existing existing, String temporary) throws IOException {
        boolean hasFiles = false;
        for (FileStatus found : list()) {
            String name = found.getPath().getName();
            if (existing != Existing.REFUSE && isTemporary(name)) {
                delete(found.getPath());
            } else if (!name.equals(LINE_FILE)) {
                hasFiles = true;
            }
        }
        String line = readLine();
        boolean isSame = line != null && line.strip().equals(dataset.toString());
        if (hasFiles && existing == Existing.REFUSE) {
            throw new UsageException(root + " has files: --overwrite replaces files of the set, "
                    + "--resume keeps those that are complete");
        }
        if (line != null && !isSame && existing != Existing.OVERWRITE) {
            throw new UsageException(root + " has another set, " + line.strip()
                    + ": --overwrite replaces its line and files of the same names");
        }
        if (line == null && hasFiles && existing == Existing.RESUME) {
            throw new UsageException(root + " has files and no " + LINE_FILE + ": --overwrite keeps other files");
        }
        if (!isSame) {
            write(
                    path(LINE_FILE),
                    path(temporary + "/" + LINE_FILE),
                    out -> out.write((dataset + "\n").getBytes(StandardCharsets.UTF_8)));
        }
    }

    private FileStatus[] list() throws IOException {
        try {
            FileStatus[] found = files.listStatus(root);
            if (found.length == 1 && found[0].getPath().equals(root) && !found[0].isDirectory()) {
                throw new UsageException(root + " is a file: expected a directory");
            }
            return found;
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }

    static boolean isTemporary(String name) {
        return TEMPORARY.matcher(name).matches();
    }

    /** {@return the state of a file; null if there is none} */
    @Nullable
    FileStatus status(Path file) throws IOException {
        try {
            return files.getFileStatus(file);
        } catch (FileNotFoundException e) {
            return null;
        }
    }

    FSDataInputStream open(Path file, long offset) throws IOException {
        FSDataInputStream in = files.open(file);
        in.seek(offset);
        return in;
    }

    void delete(Path path) throws IOException {
        boolean ignored = files.delete(path, true); // false: there is none
    }

    /** Writes bytes to a stream. */
    @FunctionalInterface
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** Writes a file completely, or not at all. */
    void write(Path file, Path temporary, Writing writing) throws IOException {
        if (isInPlace) {
            writeInPlace(file, writing);
        } else {
            writeTemporary(temporary, writing);
            rename(temporary, file);
        }
    }

    private void writeInPlace(Path file, Writing writing) throws IOException {
        FSDataOutputStream out = files.create(file, true);
        try {
            writing.to(out);
        } catch (IOException | RuntimeException | Error e) {
            out.abort();
            throw e;
        }
        out.close();
    }

    /** Without a part of a file after a failure, unless the process ends. */
    void writeTemporary(Path temporary, Writing writing) throws IOException {
        try (FSDataOutputStream out = files.create(temporary, true)) {
            writing.to(out);
        } catch (IOException | RuntimeException | Error e) {
            delete(temporary);
            throw e;
        }
    }

    /** Renames a file; another one of this name is replaced. */
    void rename(Path from, Path to) throws IOException {
        Path folder = to.getParent();
        if (folders.add(folder)) {
            boolean ignored = files.mkdirs(folder);
        }
        if (files instanceof RawLocalFileSystem local) {
            java.nio.file.Files.move(
                    local.pathToFile(from).toPath(),
                    local.pathToFile(to).toPath(),
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } else {
            FileContext.getFileContext(files.getUri(), configuration).rename(from, to, Options.Rename.OVERWRITE);
        }
    }
}
