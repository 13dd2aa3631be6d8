// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import java.util.Optional;

/**
 * Number and size of the chunks that workers process at the same time.
 *
 * @param workers number of workers, each with a buffer for one chunk
 * @param chunkBytes size of a chunk
 * @param leastBytes smallest size of a chunk
 * @param totalBytes length of the run; buffers are smaller if it is shorter than a chunk
 */
record ChunkPlan(int workers, long chunkBytes, long leastBytes, long totalBytes) {
    /** {@return a plan with no more workers than chunks} */
    static ChunkPlan of(int workers, long chunkBytes, long leastBytes, long totalBytes) {
        long chunks = totalBytes / chunkBytes + (totalBytes % chunkBytes == 0 ? 0 : 1);
        return new ChunkPlan(Math.clamp(chunks, 1, workers), chunkBytes, leastBytes, totalBytes);
    }

    /** {@return the size of each buffer in bytes} */
    long bufferBytes() {
        return Math.clamp(totalBytes, 1, chunkBytes);
    }

    /** {@return whether all buffers take at most that many bytes} */
    boolean fits(long bytes) {
        return bufferBytes() <= bytes / workers;
    }

    /** {@return a plan that fits into that many bytes, or the smallest one} */
    ChunkPlan fitting(long bytes) {
        ChunkPlan plan = this;
        while (!plan.fits(bytes)) {
            Optional<ChunkPlan> smaller = plan.smaller();
            if (smaller.isEmpty()) {
                break;
            }
            plan = smaller.get();
        }
        return plan;
    }

    /** {@return the plan with one worker less, or with half the size for a single worker; empty for the smallest plan} */
    Optional<ChunkPlan> smaller() {
        if (workers > 1) {
            return Optional.of(new ChunkPlan(workers - 1, chunkBytes, leastBytes, totalBytes));
        }
        long half = chunkBytes / 2;
        return half < leastBytes ? Optional.empty() : Optional.of(new ChunkPlan(1, half, leastBytes, totalBytes));
    }
}
