// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.ByteSize;
import io.dgen.bench.measure.InterleavedMeasurement;
import io.dgen.bench.measure.RepeatedTask;
import io.dgen.bench.measure.RepeatedTask.Repetition;
import io.dgen.bench.measure.TimeBudget;
import io.dgen.bench.thread.ThreadRun;
import io.dgen.bench.thread.ThreadRunner;
import java.util.List;
import java.util.Map;

/**
 * Prints a rate in bytes per second, for {@code benchmarks/peers/run}: the public API fills one buffer with the chunks of a
 * stream. One thread is timed by its CPU time, several threads by the clock.
 */
public final class FillRate {
    private static final long WARM_UP_NANOS = 1_000_000_000;

    private FillRate() {}

    /**
     * Arguments: chunk size, compression ratio, deduplication ratio (in blocks of the chunk's size), threads, seconds, and
     * optionally the keys of numbers; or a benchmark and seconds.
     */
    public static void main(String[] args) {
        if (args.length != 6 && args.length != 5 && args.length != 2) {
            System.err.println(
                    "usage: FillRate CHUNK COMPRESS DEDUP THREADS SECONDS [NUMBERS], such as 1MiB 2 1 1 0.5\n"
                            + "       FillRate BENCHMARK SECONDS, such as Peer.splittableRandomBytes 0.5");
            System.exit(2);
        }
        BenchmarkSpec spec = args.length == 2 ? BenchmarkSpec.parse(args[0]) : streaming(args);
        String seconds = args[args.length == 2 ? 1 : 4];
        Repetition repetition = new Repetition((long) (Double.parseDouble(seconds) * 1e9), WARM_UP_NANOS, 0);
        try (ThreadRunner caller = new ThreadRunner(1)) {
            RepeatedTask chunks = new RepeatedTask(caller, Fork.task(spec, Workload.of(spec)), repetition);
            ThreadRun run = InterleavedMeasurement.run(List.of(chunks), TimeBudget.ofRounds(1))
                    .getFirst()
                    .getFirst();
            double chunksPerSecond = spec.cpus() == 1 ? run.callsPerCpuSecond() : run.callsPerSecond();
            System.out.println(Math.round(chunksPerSecond * spec.bytesPerOperation()));
        }
    }

    private static BenchmarkSpec streaming(String[] args) {
        String chunk = Long.toString(ByteSize.parse(args[0]));
        Map<String, String> parameters = Map.of(
                "chunk",
                chunk,
                "ratio",
                args[1],
                "plan",
                args[2],
                "blockSize",
                chunk,
                "maxThreads",
                args[3],
                "numbers",
                args.length == 6 ? args[5] : "bytes");
        return new BenchmarkSpec("Streaming", "fillChunk", parameters);
    }
}
