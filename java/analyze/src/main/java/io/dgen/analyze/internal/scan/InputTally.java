// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Counts the bytes and files that were read from an input. Not thread-safe. */
public final class InputTally {
    /** Largest number of paths that are kept. */
    private static final int MAX_PATHS = 100;

    /** A file or folder that could not be read, or not to its end. */
    public record UnreadablePath(Path path, IOException cause) {}

    private final List<UnreadablePath> unreadable = new ArrayList<>();
    private long unreadableCount;
    private long bytes;
    private long files;
    private long skipped;

    void addBytes(long count) {
        bytes += count;
    }

    /** Adds a file that was read to its end. */
    void addFile(long fileBytes) {
        bytes += fileBytes;
        files++;
    }

    /** Adds a directory entry that is neither a file nor a folder. */
    void addSkipped() {
        skipped++;
    }

    void addUnreadable(Path path, IOException cause) {
        unreadableCount++;
        if (unreadable.size() < MAX_PATHS) {
            unreadable.add(new UnreadablePath(path, cause));
        }
    }

    /** Number of bytes read. */
    public long bytes() {
        return bytes;
    }

    /** Number of files read to their end. */
    public long files() {
        return files;
    }

    /** Number of directory entries that are neither files nor folders. */
    public long skipped() {
        return skipped;
    }

    /** Number of files and folders that could not be read, or not to their end. */
    public long unreadableCount() {
        return unreadableCount;
    }

    /** The first 100 of them. */
    public List<UnreadablePath> unreadable() {
        return List.copyOf(unreadable);
    }
}
