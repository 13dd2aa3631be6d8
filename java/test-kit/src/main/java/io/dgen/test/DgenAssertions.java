// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.test;

import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Assertions for data that was read back. A failure names the first wrong byte, the number of wrong bytes and their causes. */
public final class DgenAssertions {
    private DgenAssertions() {}

    /**
     * {@return assertions for a file}
     *
     * @param actual the file
     */
    public static DataAssert<Path> assertThatFile(@Nullable Path actual) {
        return new DataAssert<>(actual, String.valueOf(actual), (path, comparison) -> {
            try (InputStream in = Files.newInputStream(path)) {
                comparison.compare(in);
            }
        });
    }

    /**
     * {@return assertions for a directory, which has the files of a dataset}
     *
     * @param actual the directory
     */
    public static DirectoryAssert assertThatDirectory(@Nullable Path actual) {
        return new DirectoryAssert(actual);
    }

    /**
     * {@return assertions for an array}
     *
     * @param actual the array
     */
    public static DataAssert<byte[]> assertThatData(byte @Nullable [] actual) {
        return new DataAssert<>(
                actual, "the array", (bytes, comparison) -> comparison.compare(MemorySegment.ofArray(bytes)));
    }

    /**
     * {@return assertions for the bytes of a buffer from its position to its limit, which stay the same}
     *
     * @param actual the buffer
     */
    public static DataAssert<ByteBuffer> assertThatData(@Nullable ByteBuffer actual) {
        return new DataAssert<>(
                actual, "the buffer", (buffer, comparison) -> comparison.compare(MemorySegment.ofBuffer(buffer)));
    }

    /**
     * {@return assertions for the whole of a segment}
     *
     * @param actual the segment
     */
    public static DataAssert<MemorySegment> assertThatData(@Nullable MemorySegment actual) {
        return new DataAssert<>(actual, "the segment", (segment, comparison) -> comparison.compare(segment));
    }

    /**
     * {@return assertions for the rest of an input stream, which one of them reads} It reads up to one byte more than is
     * expected, and does not close the stream.
     *
     * @param actual the stream
     */
    public static DataAssert<InputStream> assertThatData(@Nullable InputStream actual) {
        return new DataAssert<>(actual, "the input stream", (in, comparison) -> comparison.compare(in));
    }
}
