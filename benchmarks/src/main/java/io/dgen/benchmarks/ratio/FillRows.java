package io.dgen.benchmarks.ratio;

import static io.dgen.benchmarks.ratio.Rows.contender;

import io.dgen.benchmarks.CallBenchmark;
import io.dgen.benchmarks.FillBenchmark;
import io.dgen.benchmarks.StoreBenchmark;
import io.dgen.benchmarks.VerifyBenchmark;
import java.util.List;

/** The native engine beside what the machine can store and read. */
final class FillRows {
    /** Whoever equals the better choice is as often a little slower as a little faster. */
    private static final double AS_GOOD = 0.97;

    static final List<RatioRow> ALL = List.of(
            ofMemset("fill-avx512-256k", "AVX-512, 256 KiB", 0.7, "AVX512", Rows.SIZE_256_KIB),
            ofMemset("fill-avx512-1m", "AVX-512, 1 MiB", 0.7, "AVX512", Rows.SIZE_1_MIB),
            ofMemset("fill-avx2-256k", "AVX2, 256 KiB", 0.3, "AVX2", Rows.SIZE_256_KIB),
            ofMemset("fill-avx2-1m", "AVX2, 1 MiB", 0.3, "AVX2", Rows.SIZE_1_MIB),
            RatioRow.of(
                    "fill-1g",
                    "native fill, 1 GiB prefaulted, vs a non-temporal store loop",
                    0.95,
                    contender(FillBenchmark.class, "fill", Rows.SIZE_1_GIB),
                    contender(FillBenchmark.class, "streamLoop", Rows.SIZE_1_GIB)),
            large("fill-4m", "4 MiB", Rows.SIZE_4_MIB),
            large("fill-16m", "16 MiB", Rows.SIZE_16_MIB),
            large("fill-64m", "64 MiB", Rows.SIZE_64_MIB),
            thenRead("read-4m", "4 MiB", Rows.SIZE_4_MIB),
            thenRead("read-32m", "32 MiB", Rows.SIZE_32_MIB),
            thenRead("read-64m", "64 MiB", Rows.SIZE_64_MIB),
            RatioRow.of(
                    "page",
                    "4 KiB fills vs 1 MiB fills, called from C",
                    0.8,
                    contender(CallBenchmark.class, "fromC", Rows.SIZE_4_KIB),
                    contender(CallBenchmark.class, "fromC", Rows.SIZE_1_MIB)),
            RatioRow.of(
                    "verify",
                    "verify vs fill, 1 MiB",
                    0.9,
                    contender(VerifyBenchmark.class, "verify", Rows.SIZE_1_MIB),
                    contender(VerifyBenchmark.class, "fill", Rows.SIZE_1_MIB)));

    private FillRows() {}

    private static RatioRow ofMemset(String name, String what, double bar, String tier, String size) {
        return RatioRow.of(
                name,
                "native fill, " + what + ", vs memset in C",
                bar,
                contender(FillBenchmark.class, "fill", "tier=" + tier, size),
                contender(FillBenchmark.class, "memset", "tier=" + tier, size));
    }

    private static RatioRow large(String name, String what, String size) {
        return RatioRow.of(
                name,
                "native fill, " + what + ", vs memset in C",
                0.95,
                contender(StoreBenchmark.class, "fillAuto", size),
                contender(StoreBenchmark.class, "memset", size));
    }

    private static RatioRow thenRead(String name, String what, String size) {
        return RatioRow.of(
                name,
                "fill, then read once, " + what + ": automatic kind of store vs the better of regular and non-temporal",
                AS_GOOD,
                contender(StoreBenchmark.class, "readAfterAuto", size),
                contender(StoreBenchmark.class, "readAfterRegular", size),
                contender(StoreBenchmark.class, "readAfterStream", size));
    }
}
