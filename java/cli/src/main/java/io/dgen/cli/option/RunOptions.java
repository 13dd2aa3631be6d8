// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.option;

import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.MemoryCeiling;
import io.dgen.NumaMode;
import io.dgen.NumaPolicy;
import io.dgen.Recipe;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Endpoint;
import io.dgen.cli.pipeline.ChunkRing;
import io.dgen.cli.pipeline.MemoryShare;
import io.dgen.cli.pipeline.StreamRange;
import io.dgen.cli.terminal.Progress;
import io.dgen.cli.terminal.Stdio;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the execution of generate and verify. None of them changes a byte. */
public final class RunOptions {
    private static final long DEFAULT_CHUNK_BYTES = 32 << 20;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Converters.OfThreads.class,
            description =
                    "Largest number of threads that generate or verify. One more thread reads or writes. Default: one per CPU.")
    private @Nullable Integer threads;

    @Option(
            names = "--engine",
            paramLabel = "E",
            defaultValue = "auto",
            converter = Converters.OfEngine.class,
            completionCandidates = Converters.OfEngine.class,
            description = "The engine that generates: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Engine engine = Engine.AUTO;

    @Option(
            names = "--numa",
            paramLabel = "MODE",
            defaultValue = "auto",
            converter = Converters.OfNumaMode.class,
            completionCandidates = Converters.OfNumaMode.class,
            description = "Whether threads and buffers stay on NUMA nodes: ${COMPLETION-CANDIDATES}. Default:"
                    + " ${DEFAULT-VALUE}, which means: if several nodes have CPUs.")
    private NumaMode numaMode = NumaMode.AUTO;

    @Option(
            names = "--numa-node",
            paramLabel = "N",
            description = "Use threads and buffers of this NUMA node only. Default: of all nodes.")
    private @Nullable Integer numaNode;

    @Option(
            names = "--chunk-size",
            paramLabel = "SIZE",
            converter = Converters.OfSize.class,
            description =
                    "Size of one read or write: 4KiB to 1GiB. Three buffers of this size are used. Default: 32MiB,"
                            + " or less if little memory is available.")
    private @Nullable Long chunkSize;

    @Option(
            names = "--direct",
            description = "Bypass the page cache (O_DIRECT), except for an incomplete file system block at the end.")
    private boolean direct;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Option(names = "--no-progress", description = "Show no progress bar on a terminal.")
    private boolean noProgress;

    public boolean isDirect() {
        return direct;
    }

    public boolean isJson() {
        return json;
    }

    /** {@return a progress bar if standard error is a terminal and the options allow it} */
    public Progress progress(String task, long totalBytes, Stdio stdio) {
        return noProgress ? Progress.NONE : Progress.bar(task, totalBytes, stdio);
    }

    /** {@return the stream of a recipe, with the engine, threads and nodes of the options} */
    public DataStream toStream(Recipe recipe) throws Failure {
        if (engine == Engine.VECTOR || (engine == Engine.AUTO && MemoryCeiling.unavailable() != null)) {
            VectorModule.load();
        }
        GeneratorConfig.Builder builder =
                GeneratorConfig.builder().recipe(recipe).engine(engine).numaMode(numaMode);
        Given.set(threads, builder::maxThreads);
        Given.set(numaNode, builder::numaNode);
        try {
            return new DataStream(builder.build());
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        }
    }

    /** {@return the block size for direct I/O; 0 without {@code --direct}} */
    public long directBlockBytes(Endpoint endpoint) throws Failure {
        long bytes = chunkSize != null ? chunkSize : DEFAULT_CHUNK_BYTES;
        ChunkSize.check(bytes);
        return direct ? ChunkSize.directBlockBytes(bytes, endpoint) : 0;
    }

    /**
     * {@return buffers for a range of a stream}
     *
     * @param beforeScarce called before the allocation if the buffers take more than the usual part of the memory: the
     *     system may then end the process without a word
     */
    public ChunkRing toRing(StreamRange range, DataStream stream, long directBlockBytes, Runnable beforeScarce)
            throws Failure {
        MemoryShare memory = MemoryShare.now();
        long bytes = chunkSize != null ? chunkSize : DEFAULT_CHUNK_BYTES;
        if (ChunkRing.ringBytes(bytes, range.length()) > memory.usualBytes()) {
            beforeScarce.run();
        }
        NumaPolicy policy = stream.config().bufferPolicy();
        return chunkSize != null
                ? new ChunkRing(bytes, range.length(), directBlockBytes, policy, memory)
                : ChunkRing.fitting(bytes, range.length(), directBlockBytes, policy, memory);
    }
}
