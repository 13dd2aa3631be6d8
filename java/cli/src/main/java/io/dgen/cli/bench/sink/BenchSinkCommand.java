// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench.sink;

import io.dgen.Dedup;
import io.dgen.Mixture;
import io.dgen.Recipe;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Endpoints;
import io.dgen.cli.io.Output;
import io.dgen.cli.option.ChunkSize;
import io.dgen.cli.option.Converters;
import io.dgen.cli.option.HelpOption;
import io.dgen.cli.option.IoFailures;
import io.dgen.cli.pipeline.ChunkWorkers;
import io.dgen.cli.pipeline.Completion;
import io.dgen.cli.pipeline.MemoryShare;
import io.dgen.cli.terminal.Stdio;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds out whether the generator or the storage is the bottleneck. */
@Command(
        name = "sink",
        sortOptions = false,
        description =
                "Write data with 1, 2, 4 and so on threads, and report whether the generator or the storage is the"
                        + " bottleneck.",
        footer = {
            "",
            "Each writer has a file of its own and removes its name as soon as it is open,",
            "so that no file remains. It generates its data itself, chunk by chunk.",
            "With -, everything except the data goes to standard error.",
            "",
            "Example: dgen bench sink --direct /mnt/disk",
            "         dgen bench sink - | ssh host 'cat >/dev/null'"
        })
public final class BenchSinkCommand implements Callable<Integer> {
    private static final long MIN_BYTES = 1 << 20;
    private static final int MAX_THREADS = 1024;
    private static final long MIN_CHUNK_BYTES = 64 << 10;

    @Parameters(paramLabel = "DIR", description = "A directory of the storage, or - for standard output.")
    private String directory = "";

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
            converter = Converters.OfSize.class,
            description =
                    "Size of one write: 4KiB to 1GiB. Each thread has a buffer of this size. Default: half of the L2"
                            + " cache, 256KiB to 4MiB, or less if little memory is available.")
    private @Nullable Long chunkSize;

    @Option(names = "--direct", description = "Bypass the page cache (O_DIRECT).")
    private boolean direct;

    @Option(
            names = "--no-fsync",
            description = "Do not wait until the data is on the device. The page cache is measured then.")
    private boolean noFsync;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    private final Stdio stdio;

    public BenchSinkCommand(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public Integer call() throws Failure {
        Output output = IoFailures.translate(directory, () -> Endpoints.scratch(directory, stdio));
        SinkReport report = plan(output).run(stdio);
        report.print(output.isStandardStream() ? stdio.err() : stdio.out(), json);
        return ExitStatus.OK;
    }

    /** Checks the options, the output and the memory. */
    private SinkBench plan(Output output) throws Failure {
        boolean isStream = output.isStandardStream();
        Failure.unless(!isStream || !stdio.outIsTerminal(), "standard output is a terminal: expected a pipe or a file");
        int most = mostThreads(isStream);
        Failure.unless(
                !isStream || !direct && !noFsync,
                (direct ? "--direct" : "--no-fsync") + ": expected a directory, not standard output");
        if (chunkSize != null) {
            ChunkSize.check(chunkSize);
        }
        long directBlockBytes = direct ? ChunkSize.directBlockBytes(chunkSize, output) : 0;
        long bytes = bytes(IoFailures.translate(output.name(), output::freeBytes));
        Recipe.Builder content = Recipe.builder().sizeBytes(SinkBench.bytesOfEach(bytes, 1));
        Recipe single = SinkBench.build(content.dedup(dedup).compress(compress));
        MemoryShare memory = MemoryShare.now();
        long chunkBytes = chunkBytes(output, single, most, bytes, directBlockBytes, memory);
        Completion completion = isStream || noFsync ? Completion.ACCEPTED : Completion.ON_DEVICE;
        return new SinkBench(output, single, bytes, most, seconds, chunkBytes, directBlockBytes, completion, memory);
    }

    private int mostThreads(boolean isStream) throws Failure {
        int most = isStream ? 1 : Runtime.getRuntime().availableProcessors();
        int count = Objects.requireNonNullElse(threads, most);
        Failure.unless(!isStream || count == 1, "threads " + count + ": expected 1, standard output takes one writer");
        Failure.unless(count <= MAX_THREADS, "threads " + count + ": expected 1 to " + MAX_THREADS);
        return count;
    }

    private long bytes(long freeBytes) throws Failure {
        if (size == null) {
            return Math.max(MIN_BYTES, Math.min(4L << 30, freeBytes / 2));
        }
        Failure.unless(size >= MIN_BYTES, "size " + size + ": expected at least " + MIN_BYTES + " bytes");
        return size;
    }

    private long chunkBytes(
            Output output, Recipe content, int writers, long bytes, long directBlockBytes, MemoryShare memory)
            throws Failure {
        long each = SinkBench.bytesOfEach(bytes, writers);
        LongUnaryOperator total = size -> writers * ChunkWorkers.bytes(SinkBench.oneWorker(output), size, each);
        if (chunkSize == null) {
            long usual = ChunkSize.usual(SinkBench.stream(content), directBlockBytes);
            return memory.fitting(usual, Math.max(MIN_CHUNK_BYTES, directBlockBytes), total);
        }
        if (total.applyAsLong(chunkSize) > memory.mostBytes()) {
            throw Failure.io("chunk size " + chunkSize + ": not enough memory for the buffers of " + writers
                    + " threads: " + memory.text());
        }
        return chunkSize;
    }
}
