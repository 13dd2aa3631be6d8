// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.option;

import io.dgen.ByteSize;
import io.dgen.DataGenerator;
import io.dgen.DataStream;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Endpoint;
import org.jspecify.annotations.Nullable;

/** Checks of {@code --chunk-size}. */
public final class ChunkSize {
    static final long MIN_BYTES = 4096;
    private static final long MAX_BYTES = 1L << 30;

    private ChunkSize() {}

    public static void check(long chunkBytes) throws Failure {
        if (chunkBytes < MIN_BYTES || chunkBytes > MAX_BYTES) {
            throw Failure.usage("chunk size " + chunkBytes + ": expected " + MIN_BYTES + " (4KiB) to " + MAX_BYTES
                    + " (1GiB) bytes");
        }
    }

    /** {@return the chunk size for this machine, a multiple of the block size of direct I/O} */
    public static long usual(DataStream stream, long directBlockBytes) {
        try (DataGenerator generator = new DataGenerator(stream)) {
            return Math.max(generator.recommendedChunkSize(), directBlockBytes);
        }
    }

    /**
     * {@return the block size for direct I/O, which the chunk size is a multiple of}
     *
     * @param chunkBytes null for the usual size
     */
    public static long directBlockBytes(@Nullable Long chunkBytes, Endpoint endpoint) throws Failure {
        long blockBytes = IoFailures.translate(endpoint.name(), endpoint::directBlockBytes);
        if (chunkBytes != null && chunkBytes % blockBytes != 0) {
            throw Failure.usage("chunk size " + chunkBytes + ": expected, with --direct, a multiple of " + blockBytes
                    + " (" + ByteSize.format(blockBytes) + "), the block size of the file system of "
                    + endpoint.name());
        }
        return blockBytes;
    }
}
