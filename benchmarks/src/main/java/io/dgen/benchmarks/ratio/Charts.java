package io.dgen.benchmarks.ratio;

import io.dgen.ByteSize;
import io.dgen.benchmarks.CompressBenchmark;
import io.dgen.benchmarks.DedupBenchmark;
import io.dgen.benchmarks.FillBenchmark;
import io.dgen.benchmarks.PeerBenchmark;
import io.dgen.benchmarks.PoolBenchmark;
import io.dgen.benchmarks.StoreBenchmark;
import io.dgen.benchmarks.StreamingBenchmark;
import io.dgen.benchmarks.VerifyBenchmark;
import io.dgen.benchmarks.Workload;
import io.dgen.benchmarks.ratio.ChartOfRates.Line;
import java.util.Collections;
import java.util.List;

/** The pictures. */
final class Charts {
    /** Of their names. */
    static final String PREFIX = "chart-";

    private static final List<String> SIZES =
            List.of("4096", "16384", "65536", "262144", "1048576", "4194304", "16777216", "67108864", "268435456");
    private static final List<String> CHUNKS =
            List.of("4096", "16384", "65536", "262144", "1048576", "4194304", "16777216", "67108864");
    private static final List<String> LARGE = List.of("4194304", "16777216", "33554432", "67108864");
    private static final List<String> RATIOS = List.of("1", "1.2", "1.5", "2", "3", "5", "10", "20");
    private static final List<String> ENGINE_RATIOS = List.of("1", "2", "10");
    private static final List<String> BLOCKS = List.of("4096", "131072");

    static final List<ChartOfRates> ALL = List.of(
            new ChartOfRates(
                    "chart-sizes",
                    "One thread, by size of the buffer, beside what the machine can do",
                    true,
                    bytes(SIZES),
                    List.of(
                            line("fill", FillBenchmark.class, "fill", "size=", SIZES),
                            line("verify", VerifyBenchmark.class, "verify", "size=", SIZES),
                            line("memset", FillBenchmark.class, "memset", "size=", SIZES),
                            line("non-temporal stores", FillBenchmark.class, "streamLoop", "size=", SIZES),
                            line("read loop", VerifyBenchmark.class, "readLoop", "size=", SIZES))),
            new ChartOfRates(
                    "chart-chunks",
                    "fillChunk into one buffer, again and again, by its size",
                    true,
                    bytes(CHUNKS),
                    List.of(
                            line("fillChunk", StreamingBenchmark.class, "fillChunk", "chunk=", CHUNKS),
                            line("memset", FillBenchmark.class, "memset", "size=", CHUNKS))),
            new ChartOfRates(
                    "chart-stores",
                    "Large buffers, by kind of store",
                    false,
                    bytes(LARGE),
                    List.of(
                            line("automatic", StoreBenchmark.class, "fillAuto", "size=", LARGE),
                            line("regular", StoreBenchmark.class, "fillRegular", "size=", LARGE),
                            line("prefetched", StoreBenchmark.class, "fillPrefetch", "size=", LARGE),
                            line("streaming", StoreBenchmark.class, "fillStream", "size=", LARGE),
                            line("memset", StoreBenchmark.class, "memset", "size=", LARGE))),
            new ChartOfRates(
                    "chart-reads",
                    "The same, filled and then read once",
                    false,
                    bytes(LARGE),
                    List.of(
                            line("automatic", StoreBenchmark.class, "readAfterAuto", "size=", LARGE),
                            line("regular", StoreBenchmark.class, "readAfterRegular", "size=", LARGE),
                            line("prefetched", StoreBenchmark.class, "readAfterPrefetch", "size=", LARGE),
                            line("streaming", StoreBenchmark.class, "readAfterStream", "size=", LARGE))),
            new ChartOfRates(
                    "chart-compress",
                    "1 MiB, by compression ratio",
                    true,
                    RATIOS,
                    List.of(
                            line("fill", CompressBenchmark.class, "fill", "ratio=", RATIOS),
                            line("verify", CompressBenchmark.class, "verify", "ratio=", RATIOS),
                            // Into other memory: verify needs what fill made.
                            new Line(
                                    "memset",
                                    Collections.nCopies(
                                            RATIOS.size(),
                                            Contender.of(FillBenchmark.class, "memset", "size=1048576"))))),
            new ChartOfRates(
                    "chart-plans",
                    "1 MiB at a time along the stream, by dedup plan and block size",
                    false,
                    bytes(BLOCKS),
                    List.of(
                            plan("no duplicates", "1"),
                            plan("round-robin", "2.5"),
                            plan("windowed", "2.5,window=256MiB"),
                            plan("copies", "copies(1@0.8+2@0.1+10@0.1)"),
                            plan("hot set", "2.5,hot=5%@50%"))),
            new ChartOfRates(
                    "chart-engines",
                    "1 MiB, by compression ratio and engine",
                    false,
                    ENGINE_RATIOS,
                    List.of(engine("native", "NATIVE"), engine("vector", "VECTOR"), engine("scalar", "SCALAR"))),
            new ChartOfRates(
                    "chart-peers",
                    "1 MiB of random bytes in Java",
                    false,
                    List.of(
                            "dgen native",
                            "AES/CTR 16KiB",
                            "Splittable longs",
                            "Splittable bytes",
                            "Xoshiro 256++",
                            "L64X128 MixRandom",
                            "ThreadLocal Random",
                            "Commons RNG",
                            "Secure Random",
                            "1MiB pool,copied",
                            "256MiB pool,copied"),
                    List.of(new Line(
                            "GB/s",
                            List.of(
                                    peer("fill"),
                                    peer("aesCtrArray"),
                                    peer("splittableRandomLongs"),
                                    peer("splittableRandomBytes"),
                                    peer("xoshiro256PlusPlusBytes"),
                                    peer("l64X128MixRandomBytes"),
                                    peer("threadLocalRandomBytes"),
                                    peer("commonsRngBytes"),
                                    peer("secureRandomBytes"),
                                    Contender.of(PoolBenchmark.class, "copy", "pool=1048576"),
                                    Contender.of(PoolBenchmark.class, "copy", "pool=268435456"))))));

    private Charts() {}

    private static List<String> bytes(List<String> sizes) {
        return sizes.stream().map(s -> ByteSize.format(Long.parseLong(s))).toList();
    }

    private static Line line(
            String name, Class<? extends Workload> workload, String method, String parameter, List<String> values) {
        return new Line(
                name,
                values.stream()
                        .map(v -> Contender.of(workload, method, parameter + v))
                        .toList());
    }

    private static Line plan(String name, String plan) {
        return new Line(
                name,
                BLOCKS.stream()
                        .map(b -> Contender.of(DedupBenchmark.class, "fill", "plan=" + plan, "blockSize=" + b))
                        .toList());
    }

    private static Line engine(String name, String engine) {
        return new Line(
                name,
                ENGINE_RATIOS.stream()
                        .map(r -> Contender.of(CompressBenchmark.class, "fill", "engine=" + engine, "ratio=" + r))
                        .toList());
    }

    private static Contender peer(String method) {
        return Contender.of(PeerBenchmark.class, method);
    }
}
