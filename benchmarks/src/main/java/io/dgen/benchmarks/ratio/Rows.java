package io.dgen.benchmarks.ratio;

import io.dgen.Engine;
import io.dgen.benchmarks.BufferBenchmark;
import io.dgen.benchmarks.CallBenchmark;
import io.dgen.benchmarks.CompressBenchmark;
import io.dgen.benchmarks.EngineBenchmark;
import io.dgen.benchmarks.FillBenchmark;
import io.dgen.benchmarks.JdkBenchmark;
import io.dgen.benchmarks.StreamingBenchmark;
import io.dgen.benchmarks.ThreadsBenchmark;
import io.dgen.benchmarks.VerifyBenchmark;
import io.dgen.benchmarks.Workload;
import java.util.List;

/** The table: what must be how fast. */
final class Rows {
    private static final String SIZE_4_KIB = "size=4096";
    private static final String SIZE_64_KIB = "size=65536";
    private static final String SIZE_1_MIB = "size=1048576";
    private static final String SIZE_1_GIB = "size=1073741824";

    private static final String FILL_INCOMPRESSIBLE = "fillIncompressible";
    private static final String MEMSET = "memset";

    static final List<Row> ALL = List.of(
            ratio(
                    "fill-avx512",
                    "native fill, AVX-512, 1 MiB, vs memset in C",
                    0.66,
                    contender(FillBenchmark.class, "fill", "tier=AVX512", SIZE_1_MIB),
                    contender(FillBenchmark.class, MEMSET, "tier=AVX512", SIZE_1_MIB)),
            ratio(
                    "fill-avx2",
                    "native fill, AVX2 forced, 1 MiB, vs memset in C",
                    0.28,
                    contender(FillBenchmark.class, "fill", "tier=AVX2", SIZE_1_MIB),
                    contender(FillBenchmark.class, MEMSET, "tier=AVX2", SIZE_1_MIB)),
            ratio(
                    "fill-1g",
                    "native fill, 1 GiB prefaulted, vs a non-temporal store loop",
                    0.93,
                    contender(FillBenchmark.class, "fill", SIZE_1_GIB),
                    contender(FillBenchmark.class, "streamLoop", SIZE_1_GIB)),
            ratio(
                    "page",
                    "4 KiB fills vs 1 MiB fills, called from C",
                    0.8,
                    contender(CallBenchmark.class, "fromC", SIZE_4_KIB),
                    contender(CallBenchmark.class, "fromC", SIZE_1_MIB)),
            ratio(
                    "aes",
                    "native fill, 1 MiB, vs AES/CTR of the JDK, 16 KiB at a time",
                    1.8,
                    contender(JdkBenchmark.class, "fill"),
                    contender(JdkBenchmark.class, "aesCtrArray")),
            ratio(
                    "random-bytes",
                    "native fill, 1 MiB, vs SplittableRandom.nextBytes",
                    13,
                    contender(JdkBenchmark.class, "fill"),
                    contender(JdkBenchmark.class, "splittableRandomBytes")),
            ratio(
                    "random-longs",
                    "native fill, 1 MiB, vs a loop of SplittableRandom.nextLong",
                    3.5,
                    contender(JdkBenchmark.class, "fill"),
                    contender(JdkBenchmark.class, "splittableRandomLongs")),
            ratio(
                    "call-1m",
                    "native fill called from Java vs from C, 1 MiB",
                    0.97,
                    contender(CallBenchmark.class, "fromJava", SIZE_1_MIB),
                    contender(CallBenchmark.class, "fromC", SIZE_1_MIB)),
            ratio(
                    "call-64k",
                    "native fill called from Java vs from C, 64 KiB",
                    0.95,
                    contender(CallBenchmark.class, "fromJava", SIZE_64_KIB),
                    contender(CallBenchmark.class, "fromC", SIZE_64_KIB)),
            ratio(
                    "array",
                    "fill of a byte[] vs a native segment, 1 MiB",
                    0.8,
                    contender(BufferBenchmark.class, "array", SIZE_1_MIB),
                    contender(BufferBenchmark.class, "segment", SIZE_1_MIB)),
            new RatioRow(
                    "vector",
                    "vector engine vs native, 1 MiB native segment",
                    0.55,
                    contender(EngineBenchmark.class, "fill", "engine=VECTOR"),
                    contender(EngineBenchmark.class, "fill", "engine=NATIVE"),
                    5),
            ratio(
                    "scalar",
                    "scalar engine vs the portable tier in C, 1 MiB",
                    0.9,
                    contender(EngineBenchmark.class, "fill", "engine=SCALAR"),
                    contender(EngineBenchmark.class, "fill", "engine=NATIVE", "tier=PORTABLE")),
            ratio(
                    "verify",
                    "verify vs fill, 1 MiB",
                    0.9,
                    contender(VerifyBenchmark.class, "verify", SIZE_1_MIB),
                    contender(VerifyBenchmark.class, "fill", SIZE_1_MIB)),
            ratio(
                    "threads",
                    "two threads vs one, 1 MiB each",
                    1.85,
                    contender(ThreadsBenchmark.class, "two"),
                    contender(ThreadsBenchmark.class, "one")),
            compressible("compress-1.2", "fill at 1.2:1 vs incompressible, 1 MiB", 0.95, "1.2", FILL_INCOMPRESSIBLE),
            compressible("compress-2", "fill at 2:1 vs incompressible, 1 MiB", 1.15, "2", FILL_INCOMPRESSIBLE),
            compressible("compress-2-memset", "fill at 2:1 vs memset, 1 MiB", 0.85, "2", MEMSET),
            compressible("compress-3-memset", "fill at 3:1 vs memset, 1 MiB", 0.85, "3", MEMSET),
            compressible("compress-10-memset", "fill at 10:1 vs memset, 1 MiB", 0.85, "10", MEMSET),
            ratio(
                    "compress-verify",
                    "verify vs fill at 2:1, 1 MiB",
                    0.9,
                    contender(CompressBenchmark.class, "verify", "ratio=2"),
                    contender(CompressBenchmark.class, "fill", "ratio=2")),
            ratio(
                    "compress-scalar",
                    "scalar engine at 2:1 vs incompressible, 1 MiB",
                    0.9,
                    contender(CompressBenchmark.class, "fill", "ratio=2", "engine=SCALAR"),
                    contender(CompressBenchmark.class, FILL_INCOMPRESSIBLE, "ratio=2", "engine=SCALAR")),
            ratio(
                    "compress-vector",
                    "vector engine at 2:1 vs incompressible, 1 MiB",
                    0.5,
                    contender(CompressBenchmark.class, "fill", "ratio=2", "engine=VECTOR"),
                    contender(CompressBenchmark.class, FILL_INCOMPRESSIBLE, "ratio=2", "engine=VECTOR")),
            new AllocationRow(
                    "allocation-4k",
                    "allocation per fill of a 4 KiB native segment",
                    contender(BufferBenchmark.class, "segment", SIZE_4_KIB)),
            new AllocationRow(
                    "allocation-array",
                    "allocation per fill of a 4 KiB byte[]",
                    contender(BufferBenchmark.class, "array", SIZE_4_KIB)),
            new AllocationRow(
                    "allocation-1m",
                    "allocation per fill of a 1 MiB native segment",
                    contender(BufferBenchmark.class, "segment", SIZE_1_MIB)),
            new AllocationRow(
                    "allocation-32m",
                    "allocation per fillChunk of 32 MiB",
                    contender(StreamingBenchmark.class, "fillChunk", "chunk=33554432")),
            new SafepointRow("safepoint-native", "time to safepoint filling 1 GiB byte[], native", Engine.NATIVE),
            new SafepointRow("safepoint-vector", "time to safepoint filling 1 GiB byte[], vector", Engine.VECTOR),
            new SafepointRow("safepoint-scalar", "time to safepoint filling 1 GiB byte[], scalar", Engine.SCALAR));

    private Rows() {}

    static <R extends Row> R find(String name, Class<R> type) {
        return ALL.stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .map(type::cast)
                .orElseThrow(() -> new IllegalArgumentException("no row " + name));
    }

    private static RatioRow ratio(String name, String what, double bar, Contender contender, Contender rival) {
        return new RatioRow(name, what, bar, contender, rival, 1);
    }

    private static RatioRow compressible(String name, String what, double bar, String compressRatio, String rival) {
        String parameter = "ratio=" + compressRatio;
        return ratio(
                name,
                what,
                bar,
                contender(CompressBenchmark.class, "fill", parameter),
                contender(CompressBenchmark.class, rival, parameter));
    }

    private static Contender contender(Class<? extends Workload> workload, String method, String... parameters) {
        return Contender.of(workload, method, parameters);
    }
}
