package io.dgen.cli.bench.sink;

import io.dgen.Recipe;
import io.dgen.cli.bench.sink.Writers.Work;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Output;
import io.dgen.cli.io.Sink;
import io.dgen.cli.option.IoFailures;
import io.dgen.cli.pipeline.ChunkRing;
import io.dgen.cli.pipeline.Completion;
import io.dgen.cli.pipeline.PhysicalMemory;
import io.dgen.cli.report.Report;
import io.dgen.cli.terminal.Interruption;
import io.dgen.cli.terminal.Stdio;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Writes with 1, 2, 4 and so on threads, and looks who waits for whom. */
public final class SinkBench {
    private static final long PAGE_BYTES = 4096;

    /** Long enough to know what the generators make alone. */
    private static final long ALONE_NANOS = 500_000_000;

    /** More than anybody makes in that time. */
    private static final long ALONE_BYTES = 1L << 44;

    /** What the JVM needs to compile the way of the bytes. */
    private static final long WARM_UP_NANOS = 300_000_000;

    private static final int MEMORY_PART = 2;

    private final Output output;
    private final SinkOptions options;
    private final Stdio stdio;
    private final int threads;
    private final long directBlockBytes;
    private final long bytes;
    /** What one writer alone writes. Others have other sizes and streams, and the same seed. */
    private final Recipe content;

    /** Checks what can be checked. */
    public SinkBench(Output output, SinkOptions options, Stdio stdio) throws Failure {
        this.output = output;
        this.options = options;
        this.stdio = stdio;
        checkTerminal();
        threads = options.threads(output, Runtime.getRuntime().availableProcessors());
        directBlockBytes = options.directBlockBytes(output);
        bytes = options.bytes(IoFailures.translate(output.name(), output::freeBytes));
        content = options.recipe(bytesOfEach(1));
        checkMemory();
    }

    private void checkTerminal() throws Failure {
        if (output.isStandardStream() && stdio.outIsTerminal()) {
            throw Failure.usage("standard output is a terminal: expected a pipe or a file");
        }
    }

    private void checkMemory() throws Failure {
        long most = PhysicalMemory.bytes() / MEMORY_PART;
        long needed = (long) threads * ChunkRing.MAX_BUFFERS * Math.min(options.chunkBytes(), bytesOfEach(threads));
        if (needed > most) {
            throw Failure.usage("chunk size " + options.chunkBytes() + ": not enough memory for "
                    + ChunkRing.MAX_BUFFERS
                    + " buffers of each of " + threads + " threads: expected at most " + most + " bytes, half of the"
                    + " machine's memory");
        }
    }

    /** A writer's share, in whole pages. */
    private long bytesOfEach(int writers) {
        return Math.max(PAGE_BYTES, bytes / writers / PAGE_BYTES * PAGE_BYTES);
    }

    public Report run() throws Failure {
        try (Interruption interruption = new Interruption(stdio, output.name(), () -> {})) {
            try {
                Work ignored = alone(1, WARM_UP_NANOS);
                List<SinkRun> runs = new ArrayList<>();
                for (int count : counts(threads)) {
                    tell(count);
                    runs.add(new SinkRun(count, alone(count, ALONE_NANOS), write(count)));
                }
                return report(runs);
            } catch (InterruptedException | CancellationException e) {
                throw interruption.report(e, "");
            }
        }
    }

    private void tell(int count) {
        if (stdio.errIsTerminal()) {
            stdio.message("writing with " + count + (count == 1 ? " thread" : " threads"));
        }
    }

    /** Powers of two, and the most. */
    static List<Integer> counts(int most) {
        List<Integer> counts = new ArrayList<>();
        for (int count = 1; count < most; count *= 2) {
            counts.add(count);
        }
        counts.add(most);
        return counts;
    }

    private Work alone(int count, long maxNanos) throws Failure, InterruptedException {
        List<Sink> sinks = Stream.<Sink>generate(NullSink::new).limit(count).toList();
        try {
            return Writers.run(
                    sinks, recipe(ALONE_BYTES), options.chunkBytes(), directBlockBytes, Completion.ACCEPTED, maxNanos);
        } catch (IOException e) {
            throw new IllegalStateException(e); // nothing is written
        }
    }

    private Work write(int count) throws Failure, InterruptedException {
        List<Sink> sinks = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sinks.add(output.open(directBlockBytes));
            }
            return Writers.run(
                    sinks,
                    recipe(bytesOfEach(count)),
                    options.chunkBytes(),
                    directBlockBytes,
                    isForced() ? Completion.ON_DEVICE : Completion.ACCEPTED,
                    TimeUnit.SECONDS.toNanos(options.seconds()));
        } catch (IOException e) {
            boolean isClosedPipe = sinks.stream().anyMatch(s -> s.isClosedPipe(e));
            throw isClosedPipe ? Failure.silent(ExitStatus.CLOSED_PIPE) : IoFailures.of(output.name(), e);
        } finally {
            close(sinks);
        }
    }

    /** What was written is of no use to anybody, and an error would hide the one before. */
    private static void close(List<Sink> sinks) {
        for (Sink sink : sinks) {
            try {
                sink.close();
            } catch (IOException e) {
                // see above
            }
        }
    }

    private boolean isForced() {
        return !output.isStandardStream() && options.isForced();
    }

    private Recipe recipe(long size) throws Failure {
        return options.recipe(size).withSeed(content.seed());
    }

    private Report report(List<SinkRun> runs) {
        return new SinkReport(
                output,
                content.toString(),
                bytes,
                options.seconds(),
                options.chunkBytes(),
                directBlockBytes > 0,
                isForced(),
                runs);
    }
}
