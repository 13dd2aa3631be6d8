package io.dgen.benchmarks.ratio;

import static io.dgen.benchmarks.ratio.Rows.contender;

import io.dgen.benchmarks.SharedBufferBenchmark;
import io.dgen.benchmarks.ThreadsBenchmark;
import java.util.List;

/** Two threads. Timed by the clock: they need two CPUs for themselves. */
final class ThreadRows {
    static final List<RatioRow> ALL = List.of(
            twoVsOne("threads-1m", "two threads vs one, 1 MiB each", 1.9, Rows.SIZE_1_MIB),
            twoVsOne("threads-512m", "two threads vs one, 512 MiB each", 1.8, Rows.SIZE_512_MIB),
            RatioRow.of(
                    "threads-shared",
                    "one fillChunk of 256 MiB shared by two threads vs two threads with 128 MiB each",
                    0.95,
                    contender(SharedBufferBenchmark.class, "fillChunk", "maxThreads=2", Rows.SIZE_256_MIB),
                    contender(ThreadsBenchmark.class, "two", Rows.SIZE_128_MIB)));

    private ThreadRows() {}

    private static RatioRow twoVsOne(String name, String what, double bar, String size) {
        return RatioRow.of(
                name,
                what,
                bar,
                contender(ThreadsBenchmark.class, "two", size),
                contender(ThreadsBenchmark.class, "one", size));
    }
}
