// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the small files of /proc and /sys below a root folder. The methods return null if a file is missing; if it is
 * unreadable or malformed, they also add a note. Not thread-safe.
 */
public final class SystemFiles {
    /** Longer than every file that is read completely; of /proc/cpuinfo, only the beginning is used. */
    private static final int MAX_BYTES = 1 << 16;

    private static final int MAX_QUOTED = 40;

    private final Path root;
    private final LongSupplier physicalMemory;
    private final List<String> notes = new ArrayList<>();

    /** Files of a captured or invented machine, of which nothing else is known. */
    public SystemFiles(Path root) {
        this(root, () -> 0);
    }

    SystemFiles(Path root, LongSupplier physicalMemory) {
        this.root = root;
        this.physicalMemory = physicalMemory;
    }

    /** The files of this machine. */
    public static SystemFiles ofMachine() {
        return new SystemFiles(Path.of("/"), () -> PhysicalMemory.TOTAL_BYTES);
    }

    /** The memory of the machine in bytes, for machines without the files; 0 if unknown. */
    long physicalMemory() {
        return physicalMemory.getAsLong();
    }

    /** @param path relative to the root folder, without a leading slash */
    @Nullable
    String text(String path) {
        try (InputStream in = Files.newInputStream(root.resolve(path))) {
            // Latin 1 can decode every byte. The files of some drivers contain a terminating NUL.
            String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1);
            return text.replace('\0', ' ').strip();
        } catch (NoSuchFileException | InvalidPathException e) {
            return null;
        } catch (IOException e) {
            note(path, "cannot be read");
            return null;
        }
    }

    /** The list in the first file that exists and is not empty. */
    @Nullable
    BitSet idList(String... paths) {
        for (String path : paths) {
            BitSet ids = parsed(path, text(path), IdSets::ofList);
            if (ids != null && !ids.isEmpty()) {
                return ids;
            }
        }
        return null;
    }

    @Nullable
    Long number(String path) {
        return parsed(path, text(path), SystemFiles::longOrNull);
    }

    /** Applies a parser. If it returns null for malformed text, adds a note. */
    <T> @Nullable T parsed(String path, @Nullable String text, Function<String, @Nullable T> parser) {
        if (text == null) {
            return null;
        }
        T value = parser.apply(text);
        if (value == null) {
            note(path, "malformed: '" + printable(text) + "'");
        }
        return value;
    }

    private static @Nullable Long longOrNull(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String printable(String text) {
        String head = text.substring(0, Math.min(MAX_QUOTED, text.length()));
        return head.replaceAll("[^ -~]", "?") + (head.length() < text.length() ? "..." : "");
    }

    boolean isFolder(String path) {
        try {
            return Files.isDirectory(root.resolve(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** The numbers of folders such as node0, node1 and node10; empty if there are none. */
    BitSet numberedFolders(String parent, String prefix) {
        BitSet ids = new BitSet();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(root.resolve(parent))) {
            for (Path child : children) {
                String name = child.getFileName().toString();
                int id = name.startsWith(prefix) ? IdSets.id(name.substring(prefix.length())) : -1;
                if (id >= 0) {
                    ids.set(id);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return new BitSet();
        }
        return ids;
    }

    void note(String path, String what) {
        notes.add("/" + path + ": " + what);
    }

    List<String> notes() {
        return notes;
    }
}
