package io.dgen.cli.option;

import io.dgen.ByteSize;
import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.NumaMode;
import io.dgen.Recipe;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Target;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How it is done. None of this changes a byte. */
public final class RunOptions {
    private static final long MIN_CHUNK_BYTES = 4096;
    private static final long MAX_CHUNK_BYTES = 1L << 30;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Converters.OfThreads.class,
            description = "Most threads that make or check bytes. One more reads or writes. Default: one per CPU.")
    private @Nullable Integer threads;

    @Option(
            names = "--engine",
            paramLabel = "E",
            defaultValue = "auto",
            converter = Converters.OfEngine.class,
            completionCandidates = Converters.EngineNames.class,
            description = "Who makes the bytes: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Engine engine = Engine.AUTO;

    @Option(
            names = "--numa",
            paramLabel = "MODE",
            defaultValue = "auto",
            converter = Converters.OfNumaMode.class,
            completionCandidates = Converters.NumaModeNames.class,
            description = "Whether threads and buffers stay on NUMA nodes: ${COMPLETION-CANDIDATES}. Default:"
                    + " ${DEFAULT-VALUE}: where several nodes have CPUs.")
    private NumaMode numaMode = NumaMode.AUTO;

    @Option(
            names = "--numa-node",
            paramLabel = "N",
            description = "Threads and buffers of this node only. Default: of all nodes.")
    private @Nullable Integer numaNode;

    @Option(
            names = "--chunk-size",
            paramLabel = "SIZE",
            defaultValue = "32MiB",
            converter = Converters.OfSize.class,
            description = "How much is read or written at a time: 4KiB to 1GiB; three such buffers are used. Default:"
                    + " ${DEFAULT-VALUE}.")
    public long chunkSize;

    @Option(
            names = "--direct",
            description = "Past the page cache (O_DIRECT), but for a tail that is no whole file system block.")
    public boolean direct;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    public boolean json;

    @Option(names = "--no-progress", description = "No progress bar, also on a terminal.")
    public boolean noProgress;

    public DataStream toStream(Recipe recipe) throws Failure {
        GeneratorConfig.Builder builder =
                GeneratorConfig.builder().recipe(recipe).engine(engine);
        if (threads != null) {
            builder.maxThreads(threads);
        }
        builder.numaMode(numaMode);
        if (numaNode != null) {
            builder.numaNode(numaNode);
        }
        try {
            return new DataStream(builder.build());
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        }
    }

    /** @return the block size for direct I/O; 0 if it is not asked for */
    public long directBlockBytes(Target target) throws Failure {
        return directBlockBytes(target, chunkSize, direct);
    }

    static long directBlockBytes(Target target, long chunkSize, boolean direct) throws Failure {
        if (chunkSize < MIN_CHUNK_BYTES || chunkSize > MAX_CHUNK_BYTES) {
            throw Failure.usage("chunk size " + chunkSize + ": expected " + MIN_CHUNK_BYTES + " (4KiB) to "
                    + MAX_CHUNK_BYTES + " (1GiB) bytes");
        }
        if (!direct) {
            return 0;
        }
        long blockBytes = target.directBlockBytes();
        if (chunkSize % blockBytes != 0) {
            throw Failure.usage("chunk size " + chunkSize + ": expected, with --direct, a multiple of " + blockBytes
                    + " (" + ByteSize.format(blockBytes) + "), the block size of the file system of " + target.name());
        }
        return blockBytes;
    }
}
