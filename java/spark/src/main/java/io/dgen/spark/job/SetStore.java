// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import io.dgen.Dataset;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
     * Prepares the directory, and writes the line. Takes the directory over from another job, or refuses it.
     *
     * @param claim of this job
     * @throws UsageException if there is something that would be replaced
     */
    void prepare(Dataset dataset, Existing existing, String claim) throws IOException {
        boolean hasFiles = false;
        List<Path> others = new ArrayList<>();
        for (FileStatus found : files.listStatus(root)) {
            String name = found.getPath().getName();
            if (isTemporary(name) && !name.equals(claim)) {
                if (existing == Existing.REFUSE) {
                    throw new UsageException(
                            root + " has " + name + " of another run, which is going on or was killed: "
                                    + "--resume and --overwrite take over from it");
                }
                others.add(found.getPath());
            } else if (!name.equals(LINE_FILE) && !name.equals(claim)) {
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
        for (Path other : others) {
            delete(other);
        }
        if (!isSame) {
            write(
                    path(LINE_FILE),
                    path(claim + "/" + LINE_FILE),
                    out -> out.write((dataset + "\n").getBytes(StandardCharsets.UTF_8)));
        }
    }

    /**
     * Claims the directory, before anything in it is looked at: of two jobs that begin at the same time, at least one sees the
     * claim of the other.
     *
     * @param claim name of the folder of temporary files; of an empty object where files are written in place
     * @throws UsageException if the directory is a file
     */
    void claim(String claim) throws IOException {
        FileStatus found = status(root);
        if (found != null && !found.isDirectory()) {
            throw new UsageException(root + " is a file: expected a directory");
        }
        if (isInPlace) {
            files.create(path(claim), true).close();
        } else if (!files.mkdirs(path(claim))) {
            throw new IOException("cannot create the directory " + path(claim));
        }
    }

    /** @throws IOException if another job has taken the directory over */
    void checkClaim(String claim) throws IOException {
        if (status(path(claim)) == null) {
            throw new IOException(
                    root + ": another job has taken over, with --resume or --overwrite. This one has ended");
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
            writeInPlace(file, out -> {
                writing.to(out);
                checkClaim(temporary.getParent().getName());
            });
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
        try (OutputStream out = create(temporary)) {
            writing.to(out);
        } catch (IOException | RuntimeException | Error e) {
            delete(temporary);
            throw e;
        }
    }

    /** Without making its folder, which is missing if another job has taken over. */
    private OutputStream create(Path temporary) throws IOException {
        return files instanceof RawLocalFileSystem local
                ? new FileOutputStream(local.pathToFile(temporary))
                : files.createFile(temporary).overwrite(true).build();
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
