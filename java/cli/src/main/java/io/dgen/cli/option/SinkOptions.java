package io.dgen.cli.option;

import io.dgen.Dedup;
import io.dgen.GeneratorConfig;
import io.dgen.Mixture;
import io.dgen.Recipe;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Target;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What bench sink writes, and how. */
public final class SinkOptions {
    private static final long MIN_BYTES = 1 << 20;
    private static final int MAX_THREADS = 1024;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            converter = Converters.OfSize.class,
            description =
                    "How much is written for each number of threads, 1MiB or more. Default: 4GiB, but no more than"
                            + " half of what is free.")
    private @Nullable Long size;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            converter = Converters.OfSeconds.class,
            description = "When to stop writing if that much is not yet written. Default: ${DEFAULT-VALUE}.")
    public int seconds;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Converters.OfThreads.class,
            description = "Most writers, up to 1024: 1, 2, 4 and so on are measured up to it. Default: one per CPU.")
    private @Nullable Integer threads;

    @Option(
            names = "--dedup",
            paramLabel = "PLAN",
            converter = Converters.OfDedup.class,
            description = "Deduplication within each file, as for generate. Default: 1.")
    private Dedup dedup = Dedup.NONE;

    @Option(
            names = "--compress",
            paramLabel = "RATIO",
            converter = Converters.OfMixture.class,
            description = "Compression ratio, as for generate. Default: 1.")
    private Mixture compress = Mixture.NONE;

    @Option(
            names = "--chunk-size",
            paramLabel = "SIZE",
            defaultValue = "4MiB",
            converter = Converters.OfSize.class,
            description = "How much is written at a time: 4KiB to 1GiB; each writer has three such buffers. Default:"
                    + " ${DEFAULT-VALUE}.")
    public long chunkSize;

    @Option(names = "--direct", description = "Past the page cache (O_DIRECT).")
    private boolean direct;

    @Option(
            names = "--no-fsync",
            description = "Do not wait until the data is on the device: what is measured then is the page cache.")
    public boolean noFsync;

    /** @return most writers */
    public int threads(Target target, int cpus) throws Failure {
        if (target.isStandard()) {
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

    /** @param freeBytes where it is to be written */
    public long bytes(long freeBytes) throws Failure {
        if (size == null) {
            return Math.max(MIN_BYTES, Math.min(4L << 30, freeBytes / 2));
        }
        if (size < MIN_BYTES) {
            throw Failure.usage("size " + size + ": expected at least " + MIN_BYTES + " bytes");
        }
        return size;
    }

    /** @return the block size for direct I/O; 0 if it is not asked for */
    public long directBlockBytes(Target target) throws Failure {
        if (target.isStandard() && (direct || noFsync)) {
            throw Failure.usage((direct ? "--direct" : "--no-fsync") + ": expected a directory, not standard output");
        }
        return RunOptions.directBlockBytes(target, chunkSize, direct);
    }

    /**
     * What the first writer writes; the others write other streams of the same family.
     *
     * @param bytes of each writer
     */
    public Recipe recipe(long bytes) throws Failure {
        try {
            return GeneratorConfig.builder()
                    .sizeBytes(bytes)
                    .dedup(dedup)
                    .compress(compress)
                    .build()
                    .recipe();
        } catch (IllegalArgumentException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        }
    }
}
