// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.fuzz;

import io.dgen.testing.MemoryKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/** Buffers of all kinds, the ones that cannot be used included. */
final class RandomBuffers {
    private static final int MAX_BYTES = 300_000;
    private static final Executor OTHER_THREAD =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());

    private final RandomGenerator random;

    RandomBuffers(RandomGenerator random) {
        this.random = random;
    }

    byte[] bytes() {
        byte[] bytes = new byte[size()];
        random.nextBytes(bytes);
        return bytes;
    }

    ByteBuffer byteBuffer() {
        ByteBuffer buffer = switch (random.nextInt(4)) {
            case 0 -> ByteBuffer.allocateDirect(size());
            case 1 -> truncated();
            default -> ByteBuffer.allocate(size());
        };
        buffer.position(random.nextInt(buffer.limit() + 1));
        return random.nextInt(8) == 0 ? buffer.asReadOnlyBuffer() : buffer;
    }

    MemorySegment segment() {
        MemorySegment segment = switch (random.nextInt(10)) {
            case 0 -> closed();
            case 1 -> ofOtherThread(size());
            case 2 -> MemorySegment.ofBuffer(truncated());
            case 3 -> truncatedView();
            default -> anyKind().allocate(1L + size());
        };
        return random.nextInt(10) == 0 ? segment.asReadOnly() : segment;
    }

    private MemoryKind anyKind() {
        return MemoryKind.values()[random.nextInt(MemoryKind.values().length)];
    }

    private int size() {
        return random.nextInt(5) == 0 ? random.nextInt(MAX_BYTES) : random.nextInt(10_000);
    }

    private MemorySegment closed() {
        try (Arena arena = Arena.ofShared()) {
            return arena.allocate(1L + size());
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // stays open, as long as the JVM lives
    private static MemorySegment ofOtherThread(long bytes) {
        return CompletableFuture.supplyAsync(() -> Arena.ofConfined().allocate(bytes + 1), OTHER_THREAD)
                .join();
    }

    /** A file view of the type that forgets that it is one. */
    private MemorySegment truncatedView() {
        MappedByteBuffer mapped = truncated();
        return switch (random.nextInt(6)) {
            case 0 -> MemorySegment.ofBuffer(mapped.asLongBuffer());
            case 1 -> MemorySegment.ofBuffer(mapped.asIntBuffer());
            case 2 -> MemorySegment.ofBuffer(mapped.asShortBuffer());
            case 3 -> MemorySegment.ofBuffer(mapped.asCharBuffer());
            case 4 -> MemorySegment.ofBuffer(mapped.asFloatBuffer());
            default -> MemorySegment.ofBuffer(mapped.asDoubleBuffer());
        };
    }

    /** A mapped file without its last pages. */
    private MappedByteBuffer truncated() {
        try {
            Path file = Files.createTempFile("dgen-fuzz", ".bin");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                MappedByteBuffer mapped = channel.map(MapMode.READ_WRITE, 0, 8192 + size());
                channel.truncate(random.nextInt(3) * 4096L);
                return mapped;
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
