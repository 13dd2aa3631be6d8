// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench.sink;

import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.NumaMode;
import io.dgen.Recipe;
import io.dgen.bench.thread.ThreadRunner;
import io.dgen.cli.bench.sink.SinkRun.Work;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.exit.ResourceLimits;
import io.dgen.cli.io.Output;
import io.dgen.cli.io.Sink;
import io.dgen.cli.io.WrittenRanges;
import io.dgen.cli.option.IoFailures;
import io.dgen.cli.pipeline.ChunkWorkers;
import io.dgen.cli.pipeline.Completion;
import io.dgen.cli.pipeline.MemoryShare;
import io.dgen.cli.pipeline.Parallelism;
import io.dgen.cli.pipeline.StreamRange;
import io.dgen.cli.pipeline.WritePipeline;
import io.dgen.cli.report.Text;
import io.dgen.cli.terminal.Interruption;
import io.dgen.cli.terminal.Progress;
import io.dgen.cli.terminal.Stdio;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Writes data with 1, 2, 4 and so on threads. Each generates a stream of its own, chunk by chunk, and writes it.
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
record SinkBench(
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

    /** Duration of the measurement of the generators alone. */
    private static final long ALONE_NANOS = 500_000_000;

    /** More than any generator makes in that time. */
    private static final long ALONE_BYTES = 1L << 44;

    /** The JVM compiles the pipeline in that time. */
    private static final long WARM_UP_NANOS = 300_000_000;

    /** Drops all bytes. */
    private static final class NullSink implements Sink {
        private final WrittenRanges written = new WrittenRanges();

        @Override
        public void write(MemorySegment bytes, long position) {
            written.add(position, bytes.byteSize());
        }

        @Override
        public WrittenRanges written() {
            return written;
        }

        @Override
        public void close() {}
    }

    /** {@return the bytes of each writer, in whole pages} */
    static long bytesOfEach(long bytes, int writers) {
        return Math.max(PAGE_BYTES, bytes / writers / PAGE_BYTES * PAGE_BYTES);
    }

    static Recipe build(Recipe.Builder content) throws Failure {
        return Failure.translate("", content::build);
    }

    SinkReport run(Stdio stdio) throws Failure {
        try (Interruption interruption = new Interruption(stdio, output.name(), () -> {})) {
            try {
                Work ignored = generate(1, WARM_UP_NANOS);
                List<SinkRun> runs = new ArrayList<>();
                for (int count : ThreadRunner.countsUpTo(threads)) {
                    stdio.progress("writing with " + Text.count(count, "thread"));
                    try {
                        runs.add(new SinkRun(count, generate(count, ALONE_NANOS), write(count)));
                    } catch (OutOfMemoryError e) {
                        if (runs.isEmpty()) {
                            throw e;
                        }
                        stdio.message(count + " threads were not measured: " + ResourceLimits.explain(e));
                        break;
                    }
                }
                return new SinkReport(this, runs);
            } catch (InterruptedException | CancellationException e) {
                throw interruption.report(e, "");
            }
        }
    }

    /** Generates without writing. */
    private Work generate(int count, long maxNanos) throws Failure, InterruptedException {
        List<Sink> sinks = Stream.<Sink>generate(NullSink::new).limit(count).toList();
        try {
            return run(sinks, content(ALONE_BYTES), Completion.ACCEPTED, maxNanos);
        } catch (IOException e) {
            throw new IllegalStateException(e); // nothing is written
        }
    }

    /** {@return content of another size} */
    private Recipe content(long size) throws Failure {
        return build(content.toBuilder().sizeBytes(size));
    }

    private Work write(int count) throws Failure, InterruptedException {
        List<Sink> sinks = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sinks.add(output.open(directBlockBytes));
            }
            long maxNanos = TimeUnit.SECONDS.toNanos(seconds);
            return run(sinks, content(bytesOfEach(bytes, count)), completion, maxNanos);
        } catch (IOException e) {
            boolean isClosedPipe = sinks.stream().anyMatch(s -> s.isClosedPipe(e));
            throw isClosedPipe ? Failure.silent(ExitStatus.CLOSED_PIPE) : IoFailures.of(output.name(), e);
        } finally {
            sinks.forEach(SinkBench::close);
        }
    }

    /** Ignores errors: the written data is not needed, and an error would hide an earlier one. */
    private static void close(Sink sink) {
        try {
            sink.close();
        } catch (IOException e) {
            // see the method's comment
        }
    }

    /**
     * Returns, or throws, when all writers have ended. The first failure ends all.
     *
     * @param sinks one for each writer
     * @param first data of the first writer; the others write other streams of the same family
     */
    private Work run(List<Sink> sinks, Recipe first, Completion completion, long maxNanos)
            throws IOException, InterruptedException, Failure {
        List<ChunkWorkers> workers = new ArrayList<>();
        ExecutorService writers = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("dgen-writer-", 0).factory());
        try {
            for (int i = 0; i < sinks.size(); i++) {
                workers.add(ChunkWorkers.of(
                        stream(first.withStreamId(i)),
                        oneWorker(output),
                        chunkBytes,
                        first.sizeBytes(),
                        directBlockBytes,
                        memory));
            }
            CompletionService<WritePipeline.Result> service = new ExecutorCompletionService<>(writers);
            long start = System.nanoTime();
            for (int i = 0; i < sinks.size(); i++) {
                WritePipeline pipeline = new WritePipeline(
                        stream(first.withStreamId(i)), new StreamRange(0, first.sizeBytes()), completion);
                ChunkWorkers worker = workers.get(i);
                Sink sink = sinks.get(i);
                service.submit(
                        () -> pipeline.run(worker, sink, Progress.NONE, () -> System.nanoTime() - start > maxNanos));
            }
            List<WritePipeline.Result> results = new ArrayList<>();
            while (results.size() < sinks.size()) {
                results.add(service.take().get());
            }
            long nanos = System.nanoTime() - start;
            return new Work(
                    sinks.stream().mapToLong(sink -> sink.written().total()).sum(), nanos, results);
        } catch (ExecutionException e) {
            throw cause(e);
        } finally {
            // The threads use the buffers and the sinks, which therefore must stay open until the threads have ended.
            writers.shutdownNow();
            writers.close();
            workers.forEach(ChunkWorkers::close);
        }
    }

    /** {@return the parallelism of one writer} */
    static Parallelism oneWorker(Output output) {
        return new Parallelism(1, 1, !output.hasPositions());
    }

    static DataStream stream(Recipe content) {
        return new DataStream(GeneratorConfig.builder()
                .recipe(content)
                .maxThreads(1)
                .numaMode(NumaMode.DISABLED)
                .build());
    }

    private static IOException cause(ExecutionException e) throws InterruptedException {
        return switch (e.getCause()) {
            case IOException io -> io;
            case InterruptedException interrupted -> throw interrupted;
            case RuntimeException defect -> throw defect;
            case Error error -> throw error;
            case null, default -> new IOException(e);
        };
    }
}
