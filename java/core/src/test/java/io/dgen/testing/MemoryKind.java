// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Every kind of memory that a caller may pass. */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
public enum MemoryKind {
    BYTES(n -> MemorySegment.ofArray(new byte[(int) n])),
    SHORTS(n -> MemorySegment.ofArray(new short[elements(n, 2)]).asSlice(0, n)),
    CHARS(n -> MemorySegment.ofArray(new char[elements(n, 2)]).asSlice(0, n)),
    INTS(n -> MemorySegment.ofArray(new int[elements(n, 4)]).asSlice(0, n)),
    FLOATS(n -> MemorySegment.ofArray(new float[elements(n, 4)]).asSlice(0, n)),
    LONGS(n -> MemorySegment.ofArray(new long[elements(n, 8)]).asSlice(0, n)),
    DOUBLES(n -> MemorySegment.ofArray(new double[elements(n, 8)]).asSlice(0, n)),
    HEAP_SLICE(n -> MemorySegment.ofArray(new byte[(int) n + 100]).asSlice(37, n)),
    HEAP_BUFFER(n -> MemorySegment.ofBuffer(ByteBuffer.allocate((int) n + 9).position(9))),
    NATIVE(n -> Arena.ofAuto().allocate(n, 64)),
    NATIVE_UNALIGNED(n -> Arena.ofAuto().allocate(n + 64, 64).asSlice(13, n)),
    GLOBAL(n -> MemorySegment.ofAddress(addressOf(n)).reinterpret(n)),
    DIRECT_BUFFER(
            n -> MemorySegment.ofBuffer(ByteBuffer.allocateDirect((int) n + 9).position(9))),
    CONFINED(n -> Arena.ofConfined().allocate(n)),
    SHARED(n -> Arena.ofShared().allocate(n)),
    MAPPED(MemoryKind::mapped);

    /** Keeps memory reachable that tests use only by its address. */
    private static final List<MemorySegment> KEPT = new ArrayList<>();

    private final LongFunction<MemorySegment> allocator;

    MemoryKind(LongFunction<MemorySegment> allocator) {
        this.allocator = allocator;
    }

    public MemorySegment allocate(long bytes) {
        return allocator.apply(bytes);
    }

    /** Only /proc shows that a direct buffer is not a view of a mapped file. */
    public boolean maybeMapped() {
        return this == MAPPED || this == DIRECT_BUFFER && !Files.exists(Path.of("/proc/self/maps"));
    }

    private static int elements(long bytes, int size) {
        return (int) ((bytes + size - 1) / size);
    }

    private static synchronized long addressOf(long bytes) {
        MemorySegment segment = Arena.ofAuto().allocate(bytes);
        KEPT.add(segment);
        return segment.address();
    }

    private static MemorySegment mapped(long bytes) {
        try {
            Path file = Files.createTempFile("dgen-test", ".bin");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, Arena.ofAuto());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
