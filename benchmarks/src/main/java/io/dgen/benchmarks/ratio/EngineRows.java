package io.dgen.benchmarks.ratio;

import static io.dgen.benchmarks.ratio.Rows.contender;

import io.dgen.benchmarks.EngineBenchmark;
import java.util.List;

/** The engines in Java beside those in C. */
final class EngineRows {
    static final List<RatioRow> ALL = List.of(
            RatioRow.of(
                            "vector",
                            "vector engine vs native, 1 MiB native segment",
                            0.55,
                            contender(EngineBenchmark.class, "fill", "engine=VECTOR"),
                            contender(EngineBenchmark.class, "fill", "engine=NATIVE"))
                    .inForks(5),
            RatioRow.of(
                    "scalar",
                    "scalar engine vs the portable tier in C, 1 MiB",
                    0.9,
                    contender(EngineBenchmark.class, "fill", "engine=SCALAR"),
                    contender(EngineBenchmark.class, "fill", "engine=NATIVE", "tier=PORTABLE")));

    private EngineRows() {}
}
