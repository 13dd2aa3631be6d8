// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench.sink;

import io.dgen.Dedup;
import io.dgen.Mixture;
import io.dgen.Recipe;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Output;
import io.dgen.cli.option.ChunkSize;
import io.dgen.cli.option.Converters;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of bench sink for the written data. */
public final class SinkOptions {
    private static final long MIN_BYTES = 1 << 20;
    private static final int MAX_THREADS = 1024;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            converter = Converters.OfSize.class,
            description =
                    "Number of bytes written with each number of threads, at least 1MiB. Default: 4GiB, or half of the"
                            + " free space if that is less.")
    private @Nullable Long size;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            converter = Converters.OfSeconds.class,
            description = "Time limit for each number of threads, in seconds. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Converters.OfThreads.class,
            description =
                    "Most writing threads, up to 1024; 1, 2, 4 and so on up to it are measured. Default: one per CPU.")
    private @Nullable Integer threads;

    @Option(
            names = "--dedup",
            paramLabel = "PLAN",
            description = "Deduplication within each file, as for generate. Default: 1.")
    private Dedup dedup = Dedup.NONE;

    @Option(names = "--compress", paramLabel = "RATIO", description = "Compression ratio, as for generate. Default: 1.")
    private Mixture compress = Mixture.NONE;

    @Option(
            names = "--chunk-size",
            paramLabel = "SIZE",
            defaultValue = "4MiB",
            converter = Converters.OfSize.class,
            description =
                    "Size of one write: 4KiB to 1GiB. Each writing thread has three buffers of this size. Default:"
                            + " ${DEFAULT-VALUE}.")
    private long chunkSize;

    @Option(names = "--direct", description = "Bypass the page cache (O_DIRECT).")
    private boolean direct;

    @Option(
            names = "--no-fsync",
            description = "Do not wait until the data is on the device. The page cache is measured then.")
    private boolean noFsync;

    /** {@return the time limit for each number of threads} */
    int seconds() {
        return seconds;
    }

    /** {@return the size of one write in bytes} */
    long chunkBytes() {
        return chunkSize;
    }

    /** {@return whether the writers wait until the data is on the device} */
    boolean isForced() {
        return !noFsync;
    }

    /** @return most writing threads */
    int threads(Output output, int cpus) throws Failure {
        if (output.isStandardStream()) {
            if (threads != null && threads != 1) {
                throw Failure.usage("threads " + threads + ": expected 1, standard output takes one writer");
            }
            return 1;
        }
        int count = threads == null ? cpus : threads;
        if (count > MAX_THREADS) {
            throw Failure.usage("threads " + count + ": expected 1 to " + MAX_THREADS);
        }
        return count;
    }

    /**
     * {@return number of bytes to write with each number of threads}
     *
     * @param freeBytes free space of the storage
     */
    long bytes(long freeBytes) throws Failure {
        if (size == null) {
            return Math.max(MIN_BYTES, Math.min(4L << 30, freeBytes / 2));
        }
        if (size < MIN_BYTES) {
            throw Failure.usage("size " + size + ": expected at least " + MIN_BYTES + " bytes");
        }
        return size;
    }

    /** {@return the block size for direct I/O; 0 without {@code --direct}} */
    long directBlockBytes(Output output) throws Failure {
        if (output.isStandardStream() && (direct || noFsync)) {
            throw Failure.usage((direct ? "--direct" : "--no-fsync") + ": expected a directory, not standard output");
        }
        ChunkSize.check(chunkSize);
        return direct ? ChunkSize.directBlockBytes(chunkSize, output) : 0;
    }

    /**
     * Returns the data of the first writing thread. The others write other streams of the same family.
     *
     * @param bytes of each writing thread
     */
    Recipe recipe(long bytes) throws Failure {
        try {
            return Recipe.builder()
                    .sizeBytes(bytes)
                    .dedup(dedup)
                    .compress(compress)
                    .build();
        } catch (IllegalArgumentException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        }
    }
}
