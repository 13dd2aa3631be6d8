// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench.sink;

import io.dgen.Recipe;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Output;
import io.dgen.cli.pipeline.Completion;
import io.dgen.cli.pipeline.MemoryShare;

/**
 * The data to write, and for how long.
 *
 * @param content of a single writer; several writers have other sizes and streams, and the same seed
 * @param bytes to write with each number of threads
 * @param threads most writing threads
 * @param seconds time limit for each number of threads
 * @param chunkBytes size of a write
 * @param directBlockBytes block size for direct I/O; 0 for writes through the page cache
 * @param completion whether fsync is part of the time
 * @param memory that is available for buffers
 */
record SinkPlan(
        Output output,
        Recipe content,
        long bytes,
        int threads,
        int seconds,
        long chunkBytes,
        long directBlockBytes,
        Completion completion,
        MemoryShare memory) {
    private static final long PAGE_BYTES = 4096;

    /** {@return the bytes of each writer, in whole pages} */
    static long bytesOfEach(long bytes, int writers) {
        return Math.max(PAGE_BYTES, bytes / writers / PAGE_BYTES * PAGE_BYTES);
    }

    long bytesOfEach(int writers) {
        return bytesOfEach(bytes, writers);
    }

    /** {@return content of another size} */
    Recipe content(long size) throws Failure {
        return build(content.toBuilder().sizeBytes(size));
    }

    static Recipe build(Recipe.Builder content) throws Failure {
        try {
            return content.build();
        } catch (IllegalArgumentException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        }
    }
}
