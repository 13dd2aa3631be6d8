// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import io.dgen.AvailableMemory;
import io.dgen.cli.exit.Failure;
import java.util.function.LongUnaryOperator;

/**
 * The part of the available memory that buffers may take. The rest is for the heap, the stacks of threads, compiled code
 * and the page cache, which limits of control groups include.
 */
public record MemoryShare(AvailableMemory available) {
    /** The smallest limits with which the commands run, measured; for messages. */
    private static final String MINIMUM = "dgen needs a memory limit of at least 64 MiB, or ulimit -v 524288";

    /** The memory that the largest commands need at their start. A limit of 128 MiB leaves 90 MiB then. */
    private static final long LARGE_BYTES = 72 << 20;

    public static MemoryShare now() {
        return new MemoryShare(AvailableMemory.now());
    }

    /**
     * Checks that there is enough memory for analyze, bench or selftest: their compressors and engines need more than
     * buffers.
     */
    public void checkLarge(String command) throws Failure {
        if (available.bytes() < LARGE_BYTES) {
            throw Failure.io(command + ": not enough memory: " + available.bytes() + " bytes are available ("
                    + available.limit() + "); it needs a memory limit of at least 128 MiB, or ulimit -v 524288");
        }
    }

    /** {@return the number of bytes that buffers of a requested size may take: three quarters} */
    public long mostBytes() {
        return available.bytes() / 4 * 3;
    }

    /** {@return the number of bytes that buffers take unless their size is requested: half} */
    public long usualBytes() {
        return available.bytes() / 2;
    }

    /**
     * {@return the wanted size, halved until the buffers take the usual part or the size is the least one}
     *
     * @param totalBytes total size of the buffers, by the size of one
     */
    public long fitting(long wantedBytes, long leastBytes, LongUnaryOperator totalBytes) {
        long bytes = wantedBytes;
        while (bytes / 2 >= leastBytes && totalBytes.applyAsLong(bytes) > usualBytes()) {
            bytes /= 2;
        }
        return bytes;
    }

    /** {@return the available memory, its limit, and the minimum, for messages} */
    public String text() {
        return available.bytes() + " bytes are available (" + available.limit() + "); " + MINIMUM;
    }
}
