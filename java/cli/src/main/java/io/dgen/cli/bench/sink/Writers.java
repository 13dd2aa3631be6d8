// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench.sink;

import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.NumaMode;
import io.dgen.NumaPolicy;
import io.dgen.Recipe;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Sink;
import io.dgen.cli.pipeline.ChunkRing;
import io.dgen.cli.pipeline.Completion;
import io.dgen.cli.pipeline.StreamRange;
import io.dgen.cli.pipeline.WritePipeline;
import io.dgen.cli.terminal.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Threads that each write a stream of their own, which another thread generates.
 *
 * @param recipe of the first stream; its size is that of each stream
 * @param directBlockBytes block size for direct I/O; 0 without
 * @param completion the point at which a run counts as complete
 * @param maxNanos time limit
 */
record Writers(Recipe recipe, long chunkBytes, long directBlockBytes, Completion completion, long maxNanos) {
    private static final long PAGE_BYTES = 4096;

    /**
     * Result of all writers.
     *
     * @param nanos from the start of the first writer to the end of the last
     * @param results one for each writer
     */
    record Work(long bytes, long nanos, List<WritePipeline.Result> results) {
        double gigabytesPerSecond() {
            return nanos == 0 ? 0 : (double) bytes / nanos;
        }
    }

    /**
     * Returns, or throws, when all of them have ended. The first failure ends all.
     *
     * @param sinks one for each writer
     */
    Work run(List<Sink> sinks) throws IOException, InterruptedException, Failure {
        List<ChunkRing> rings = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(
                sinks.size(),
                Thread.ofPlatform().daemon().name("dgen-writer-", 0).factory());
        try {
            for (int i = 0; i < sinks.size(); i++) {
                rings.add(new ChunkRing(
                        chunkBytes, recipe.sizeBytes(), Math.max(PAGE_BYTES, directBlockBytes), NumaPolicy.local()));
            }
            CompletionService<WritePipeline.Result> service = new ExecutorCompletionService<>(threads);
            long start = System.nanoTime();
            for (int i = 0; i < sinks.size(); i++) {
                WritePipeline pipeline =
                        new WritePipeline(stream(i), new StreamRange(0, recipe.sizeBytes()), completion);
                ChunkRing ring = rings.get(i);
                Sink sink = sinks.get(i);
                service.submit(
                        () -> pipeline.run(ring, sink, Progress.NONE, () -> System.nanoTime() - start > maxNanos));
            }
            List<WritePipeline.Result> results = new ArrayList<>();
            for (int i = 0; i < sinks.size(); i++) {
                results.add(service.take().get());
            }
            long nanos = System.nanoTime() - start;
            return new Work(sinks.stream().mapToLong(Sink::written).sum(), nanos, results);
        } catch (ExecutionException e) {
            throw cause(e);
        } finally {
            // The threads use the buffers and the sinks, which therefore must stay open until the threads have ended.
            threads.shutdownNow();
            threads.close();
            rings.forEach(ChunkRing::close);
        }
    }

    private DataStream stream(int writer) {
        return new DataStream(GeneratorConfig.builder()
                .recipe(recipe.withStreamId(writer))
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
