// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.NumaBuffer;
import io.dgen.NumaException;
import io.dgen.NumaPolicy;
import io.dgen.cli.pipeline.PhysicalMemory;
import java.lang.foreign.MemorySegment;
import java.util.function.LongFunction;

/** The memory that the groups share. All of its pages are present. */
final class SharedBuffer implements AutoCloseable {
    /** Divisor of the memory of the machine or container: other programs need some, too. */
    private static final int MAX_PART = 4;

    private final NumaBuffer buffer;

    private SharedBuffer(NumaBuffer buffer) {
        this.buffer = buffer;
    }

    /** Allocates the wanted size, or less if there is less memory. */
    static SharedBuffer allocate(long wantedBytes) {
        return new SharedBuffer(
                allocate(wantedBytes, PhysicalMemory.bytes(), bytes -> NumaBuffer.allocate(bytes, NumaPolicy.local())));
    }

    /**
     * @param memoryBytes of the machine or the container
     * @param allocator refuses with a {@link NumaException}
     * @throws NumaException if it refuses the smallest useful size, too
     */
    static <T> T allocate(long wantedBytes, long memoryBytes, LongFunction<T> allocator) {
        long bytes = Math.max(BenchPlan.MIN_MAX_BYTES, Math.min(wantedBytes, wholePages(memoryBytes / MAX_PART)));
        while (true) {
            try {
                return allocator.apply(bytes);
            } catch (NumaException e) {
                if (bytes <= BenchPlan.MIN_MAX_BYTES) {
                    throw e;
                }
                bytes = Math.max(BenchPlan.MIN_MAX_BYTES, wholePages(bytes / 2));
            }
        }
    }

    private static long wholePages(long bytes) {
        return bytes / BenchPlan.PAGE_BYTES * BenchPlan.PAGE_BYTES;
    }

    long bytes() {
        return buffer.sizeBytes();
    }

    /** {@return the first bytes} */
    MemorySegment first(long bytes) {
        return buffer.segment().asSlice(0, bytes);
    }

    @Override
    public void close() {
        buffer.close();
    }
}
