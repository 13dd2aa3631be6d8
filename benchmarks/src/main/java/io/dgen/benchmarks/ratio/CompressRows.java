package io.dgen.benchmarks.ratio;

import static io.dgen.benchmarks.ratio.Rows.contender;

import io.dgen.benchmarks.CompressBenchmark;
import java.util.List;

/** Compressible content, 1 MiB at a time. */
final class CompressRows {
    private static final String FILL_INCOMPRESSIBLE = "fillIncompressible";
    private static final String MEMSET = "memset";

    static final List<RatioRow> ALL = List.of(
            row("compress-1.2", "fill at 1.2:1 vs incompressible, 1 MiB", 0.95, "1.2", FILL_INCOMPRESSIBLE),
            row("compress-2", "fill at 2:1 vs incompressible, 1 MiB", 1.15, "2", FILL_INCOMPRESSIBLE),
            row("compress-2-memset", "fill at 2:1 vs memset, 1 MiB", 0.85, "2", MEMSET),
            row("compress-3-memset", "fill at 3:1 vs memset, 1 MiB", 0.85, "3", MEMSET),
            row("compress-10-memset", "fill at 10:1 vs memset, 1 MiB", 0.85, "10", MEMSET),
            RatioRow.of(
                    "compress-verify",
                    "verify vs fill at 2:1, 1 MiB",
                    0.9,
                    contender(CompressBenchmark.class, "verify", "ratio=2"),
                    contender(CompressBenchmark.class, "fill", "ratio=2")),
            ofEngine("compress-scalar", "scalar", 0.9, "SCALAR"),
            ofEngine("compress-vector", "vector", 0.5, "VECTOR"));

    private CompressRows() {}

    private static RatioRow row(String name, String what, double bar, String compressRatio, String rival) {
        String parameter = "ratio=" + compressRatio;
        return RatioRow.of(
                name,
                what,
                bar,
                contender(CompressBenchmark.class, "fill", parameter),
                contender(CompressBenchmark.class, rival, parameter));
    }

    private static RatioRow ofEngine(String name, String what, double bar, String engine) {
        String parameter = "engine=" + engine;
        return RatioRow.of(
                name,
                what + " engine at 2:1 vs incompressible, 1 MiB",
                bar,
                contender(CompressBenchmark.class, "fill", "ratio=2", parameter),
                contender(CompressBenchmark.class, FILL_INCOMPRESSIBLE, "ratio=2", parameter));
    }
}
