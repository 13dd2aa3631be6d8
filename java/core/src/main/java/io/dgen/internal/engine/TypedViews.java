// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.engine;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Recognises typed views of mapped files where the kernel cannot ask the system about an address. The memory map of the
 * process is text there, and takes too long to read for each arena. So only segments are looked up that come from a
 * buffer, and each buffer once. Other segments are taken for ordinary memory.
 */
final class TypedViews {
    /**
     * The scopes of arrays, and of buffers that belong to no arena, are of a class of their own: they are equal, not
     * identical.
     */
    static final Class<?> BUFFER_SCOPE =
            MemorySegment.ofArray(new byte[0]).scope().getClass();

    private static final Path MEMORY_MAP = Path.of("/proc/self/maps");

    /** The answer for a buffer. Its scopes are equal; the memory of a buffer is of one kind. */
    private record Answer(WeakReference<MemorySegment.Scope> scope, boolean isFile) {}

    /** The last answers, by the hash of the scope. Racing threads lose an answer at most. */
    private static final @Nullable Answer[] ANSWERS = new Answer[64];

    private TypedViews() {}

    /** Whether the segment, which is native and not empty, is or may be a view of a mapped file. */
    static boolean contain(MemorySegment segment) {
        MemorySegment.Scope scope = segment.scope();
        return scope.getClass() == BUFFER_SCOPE && isFile(segment, scope);
    }

    private static boolean isFile(MemorySegment segment, MemorySegment.Scope scope) {
        int slot = scope.hashCode() & ANSWERS.length - 1;
        Answer known = ANSWERS[slot];
        if (known != null && scope.equals(known.scope.get())) {
            return known.isFile;
        }
        boolean isFile = overlapsFile(segment.address(), segment.address() + segment.byteSize());
        ANSWERS[slot] = new Answer(new WeakReference<>(scope), isFile);
        return isFile;
    }

    private static boolean overlapsFile(long start, long end) {
        try (Stream<String> lines = Files.lines(MEMORY_MAP, StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> isFileWithin(line, start, end));
        } catch (IOException | RuntimeException e) {
            return true; // unknown: the safe way
        }
    }

    /**
     * Whether that line of the memory map is a file within the range.
     *
     * @param line "start-end access offset device inode path"; addresses are hexadecimal, inode 0 means no file
     */
    static boolean isFileWithin(String line, long start, long end) {
        String[] fields = line.split(" +", 6);
        String range = fields[0];
        int hyphen = range.indexOf('-');
        return Long.parseUnsignedLong(range.substring(0, hyphen), 16) < end
                && Long.parseUnsignedLong(range.substring(hyphen + 1), 16) > start
                && !fields[4].equals("0");
    }
}
