// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.ByteSize;
import io.dgen.DataGenerator;
import io.dgen.GeneratorConfig;
import io.dgen.bench.measure.InterleavedMeasurement;
import io.dgen.bench.measure.RepeatedTask;
import io.dgen.bench.measure.RepeatedTask.Repetition;
import io.dgen.bench.measure.TimeBudget;
import io.dgen.bench.thread.ThreadRun;
import io.dgen.bench.thread.ThreadRunner;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Prints a rate in bytes per second, for {@code benchmarks/peers/run}: the public API with its defaults fills one buffer
 * with the chunks of a stream. One thread is timed by its CPU time, several threads by the clock.
 */
public final class FillRate {
    private static final long WARM_UP_NANOS = 1_000_000_000;
    private static final long STREAM_BYTES = 1L << 40;

    private FillRate() {}

    /** Arguments: chunk size, compression ratio, deduplication ratio (in blocks of the chunk's size), threads, seconds. */
    public static void main(String[] args) {
        if (args.length != 5) {
            System.err.println("usage: FillRate CHUNK COMPRESS DEDUP THREADS SECONDS, such as 1MiB 2 1 1 0.5");
            System.exit(2);
        }
        long chunkBytes = ByteSize.parse(args[0]);
        GeneratorConfig config = GeneratorConfig.builder()
                .seed(42)
                .sizeBytes(STREAM_BYTES)
                .blockSizeBytes(chunkBytes)
                .compressRatio(Double.parseDouble(args[1]))
                .dedupRatio(Double.parseDouble(args[2]))
                .maxThreads(Integer.parseInt(args[3]))
                .build();
        DataGenerator generator = new DataGenerator(config);
        MemorySegment buffer = Workload.memory(chunkBytes);
        Repetition repetition = new Repetition((long) (Double.parseDouble(args[4]) * 1e9), WARM_UP_NANOS, 0);
        try (ThreadRunner caller = new ThreadRunner(1)) {
            RepeatedTask chunks = new RepeatedTask(caller, _ -> () -> Calls.nextChunk(generator, buffer), repetition);
            ThreadRun run = InterleavedMeasurement.run(List.of(chunks), TimeBudget.ofRounds(1))
                    .getFirst()
                    .getFirst();
            double chunksPerSecond = config.maxThreads() == 1 ? run.callsPerCpuSecond() : run.callsPerSecond();
            System.out.println(Math.round(chunksPerSecond * chunkBytes));
        }
    }
}
