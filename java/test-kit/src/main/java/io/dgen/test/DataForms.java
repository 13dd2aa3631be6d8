// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.test;

import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;

/** Makes data of each type, and keeps memory and files until it is closed. */
final class DataForms implements Closeable {
    /** The largest array of the JDK. */
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private static final long ALIGNMENT = 64;

    private final ConcurrentLinkedDeque<Closeable> resources = new ConcurrentLinkedDeque<>();

    Object create(Class<?> type, Recipe recipe) throws IOException {
        DataStream stream = new DataStream(GeneratorConfig.of(recipe));
        if (type == byte[].class) {
            return bytes(stream);
        }
        if (type == ByteBuffer.class) {
            return ByteBuffer.wrap(bytes(stream));
        }
        if (type == MemorySegment.class) {
            return segment(stream);
        }
        if (type == Path.class) {
            return file(stream);
        }
        if (type == InputStream.class) {
            return input(stream);
        }
        if (type == DataStream.class) {
            return stream;
        }
        if (type == Recipe.class) {
            return recipe;
        }
        throw new IllegalArgumentException("type " + type.getTypeName()
                + ": expected byte[], ByteBuffer, MemorySegment, Path, InputStream, DataStream or Recipe");
    }

    private static byte[] bytes(DataStream stream) {
        if (stream.totalSize() > MAX_ARRAY) {
            throw new IllegalArgumentException("size " + stream.totalSize() + ": an array has at most " + MAX_ARRAY
                    + " bytes; use MemorySegment, Path or InputStream");
        }
        byte[] bytes = new byte[(int) stream.totalSize()];
        stream.fill(0, bytes);
        return bytes;
    }

    @SuppressWarnings("MustBeClosedChecker") // close() closes it
    private MemorySegment segment(DataStream stream) {
        Arena arena = Arena.ofShared();
        resources.push(arena::close);
        MemorySegment segment = arena.allocate(stream.totalSize(), ALIGNMENT);
        stream.fill(0, segment);
        return segment;
    }

    private static InputStream input(DataStream stream) {
        return stream.range().generator().asInputStream();
    }

    private Path file(DataStream stream) throws IOException {
        Path folder = Files.createTempDirectory("dgen-test-");
        resources.push(() -> delete(folder));
        Path file = folder.resolve("data.bin");
        try (InputStream in = input(stream);
                OutputStream out = Files.newOutputStream(file)) {
            in.transferTo(out);
        }
        return file;
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }

    /** Frees everything, also after a failure, which is thrown at the end. */
    @Override
    public void close() throws IOException {
        Closeable resource = resources.poll();
        if (resource != null) {
            try {
                resource.close();
            } finally {
                close();
            }
        }
    }
}
