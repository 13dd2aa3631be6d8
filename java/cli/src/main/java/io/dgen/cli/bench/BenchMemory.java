package io.dgen.cli.bench;

import io.dgen.NumaBuffer;
import io.dgen.NumaException;
import io.dgen.NumaPolicy;
import io.dgen.cli.pipeline.PhysicalMemory;
import java.lang.foreign.MemorySegment;
import java.util.function.LongFunction;

/** The memory that the groups share. All of its pages are there. */
final class BenchMemory implements AutoCloseable {
    /** Of the memory of the machine or container, whoever else has some. */
    private static final int MAX_PART = 4;

    private final NumaBuffer buffer;

    private BenchMemory(NumaBuffer buffer) {
        this.buffer = buffer;
    }

    /** As much as wanted, or as there is. */
    static BenchMemory allocate(long wantedBytes) {
        return new BenchMemory(
                allocate(wantedBytes, PhysicalMemory.bytes(), bytes -> NumaBuffer.allocate(bytes, NumaPolicy.local())));
    }

    /**
     * @param memoryBytes of the machine or the container
     * @param allocator refuses with a {@link NumaException}
     * @throws NumaException if there is not even the least that makes sense
     */
    static <T> T allocate(long wantedBytes, long memoryBytes, LongFunction<T> allocator) {
        long bytes = Math.max(Plan.MIN_MAX_BYTES, Math.min(wantedBytes, wholePages(memoryBytes / MAX_PART)));
        while (true) {
            try {
                return allocator.apply(bytes);
            } catch (NumaException e) {
                if (bytes <= Plan.MIN_MAX_BYTES) {
                    throw e;
                }
                bytes = Math.max(Plan.MIN_MAX_BYTES, wholePages(bytes / 2));
            }
        }
    }

    private static long wholePages(long bytes) {
        return bytes / Plan.PAGE_BYTES * Plan.PAGE_BYTES;
    }

    long bytes() {
        return buffer.sizeBytes();
    }

    /** The first so many bytes. */
    MemorySegment first(long bytes) {
        return buffer.segment().asSlice(0, bytes);
    }

    @Override
    public void close() {
        buffer.close();
    }
}
