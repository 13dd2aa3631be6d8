// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.option;

import io.dgen.DataStream;
import io.dgen.Recipe;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Endpoint;
import io.dgen.cli.pipeline.ChunkWorkers;
import io.dgen.cli.pipeline.MemoryShare;
import io.dgen.cli.pipeline.Parallelism;
import io.dgen.cli.pipeline.StreamRange;
import io.dgen.cli.report.Text;
import io.dgen.cli.terminal.Progress;
import io.dgen.cli.terminal.Stdio;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for the execution of generate and verify. None of them changes a byte. */
public final class RunOptions {
    /** The range of a run over many files: each worker has a buffer of the full size. */
    public static final StreamRange ANY_LENGTH = new StreamRange(0, Long.MAX_VALUE);

    @Mixin
    private final StreamOptions streamOptions = new StreamOptions();

    @Option(
            names = "--chunk-size",
            paramLabel = "SIZE",
            converter = Converters.OfSize.class,
            description =
                    "Size of one read or write: 4KiB to 1GiB. Each worker has a buffer of this size. Default: half"
                            + " of the L2 cache, 256KiB to 4MiB, or less if little memory is available. For objects: to"
                            + " read 4MiB; to write the size of a part, 5MiB to 5GiB, default 16MiB.")
    private @Nullable Long chunkSize;

    @Option(
            names = "--direct",
            description = "Bypass the page cache (O_DIRECT), except for an incomplete file system block at the end.")
    private boolean direct;

    public boolean isDirect() {
        return direct;
    }

    /** {@return the size of a transfer; null if it is not given} */
    public @Nullable Long chunkBytes() {
        return chunkSize;
    }

    /** {@return most threads that generate; 0 if the number is not given} */
    int threads() {
        return streamOptions.threads();
    }

    public boolean isJson() {
        return streamOptions.isJson();
    }

    /** As {@link StreamOptions#progress}. */
    public Progress progress(String task, long totalBytes, Stdio stdio) {
        return streamOptions.progress(task, totalBytes, stdio);
    }

    /** As {@link StreamOptions#toStream}. */
    public DataStream toStream(Recipe recipe) throws Failure {
        return streamOptions.toStream(recipe);
    }

    /** {@return the block size for direct I/O; 0 without {@code --direct}} */
    public long directBlockBytes(Endpoint endpoint) throws Failure {
        return direct ? ChunkSize.directBlockBytes(chunkSize, endpoint) : 0;
    }

    /**
     * {@return how many workers generate or verify, and how many write or read}
     *
     * @param what {@code writers} or {@code readers}, for messages
     * @param requested most workers that write or read at the same time; null for the default
     */
    public Parallelism toParallelism(DataStream stream, Endpoint endpoint, String what, @Nullable Integer requested)
            throws Failure {
        int computing = Text.threads(stream);
        boolean isSequential = !endpoint.hasPositions();
        int transfers = requested != null
                ? requested
                : Transfers.usual(Text.cpus(stream), isSequential, direct, endpoint.isRemote());
        Transfers.check(what, transfers, isSequential, endpoint);
        return new Parallelism(computing, transfers, isSequential);
    }

    /** {@return workers for steps that use no buffer, or a small one; each computation has all threads of the stream} */
    public static ChunkWorkers toWorkersWithoutBuffers(DataStream stream, Parallelism parallelism) throws Failure {
        Parallelism oneByOne = new Parallelism(1, parallelism.transfers(), parallelism.isSequential());
        return ChunkWorkers.of(stream, oneByOne, ChunkSize.MIN_BYTES, Long.MAX_VALUE, 0, MemoryShare.now());
    }

    /**
     * {@return workers for a range of a stream}
     *
     * @param beforeScarce called before the allocation if the buffers take more than the usual part of the memory: the
     *     system may then kill the process
     */
    public ChunkWorkers toWorkers(
            StreamRange range,
            DataStream stream,
            Endpoint endpoint,
            Parallelism parallelism,
            long directBlockBytes,
            Runnable beforeScarce)
            throws Failure {
        if (chunkSize != null) {
            ChunkSize.check(chunkSize);
        }
        MemoryShare memory = MemoryShare.now();
        long bytes = chunkSize != null
                ? chunkSize
                : ChunkSize.usual(stream, Math.max(directBlockBytes, endpoint.leastTransferBytes()));
        if (ChunkWorkers.bytes(parallelism, bytes, range.length()) > memory.usualBytes()) {
            beforeScarce.run();
        }
        return chunkSize != null
                ? ChunkWorkers.of(stream, parallelism, bytes, range.length(), directBlockBytes, memory)
                : ChunkWorkers.fitting(stream, parallelism, bytes, range.length(), directBlockBytes, memory);
    }
}
