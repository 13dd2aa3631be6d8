package io.dgen.benchmarks.ratio;

import static io.dgen.benchmarks.ratio.Rows.contender;

import io.dgen.benchmarks.BufferBenchmark;
import io.dgen.benchmarks.CallBenchmark;
import io.dgen.benchmarks.OneShotBenchmark;
import io.dgen.benchmarks.WalkBenchmark;
import java.util.List;

/** What the way from Java to the kernel costs. */
final class CallRows {
    static final List<RatioRow> ALL = List.of(
            ofC("call-1m", "native fill called from Java vs from C, 1 MiB", 0.97, "fromJava", Rows.SIZE_1_MIB),
            ofC("call-64k", "native fill called from Java vs from C, 64 KiB", 0.95, "fromJava", Rows.SIZE_64_KIB),
            ofC("chunk-1m", "fillChunk, all checks on, vs a bare loop in C, 1 MiB", 0.97, "fillChunk", Rows.SIZE_1_MIB),
            RatioRow.of(
                    "chunk-size",
                    "fillChunk over 64 MiB in chunks of 64 KiB vs in one",
                    0.95,
                    contender(WalkBenchmark.class, "chunks64KiB"),
                    contender(WalkBenchmark.class, "chunks64MiB")),
            // A generator may take a microsecond, a page takes a quarter of one.
            RatioRow.of(
                    "one-shot",
                    "a new generator for each 4 KiB vs a stream that exists",
                    0.2,
                    contender(OneShotBenchmark.class, "intoSegment", Rows.SIZE_4_KIB),
                    contender(OneShotBenchmark.class, "existingStream", Rows.SIZE_4_KIB)),
            RatioRow.of(
                    "array",
                    "fill of a byte[] vs a native segment, 1 MiB",
                    0.8,
                    contender(BufferBenchmark.class, "array", Rows.SIZE_1_MIB),
                    contender(BufferBenchmark.class, "segment", Rows.SIZE_1_MIB)));

    private CallRows() {}

    private static RatioRow ofC(String name, String what, double bar, String method, String size) {
        return RatioRow.of(
                name,
                what,
                bar,
                contender(CallBenchmark.class, method, size),
                contender(CallBenchmark.class, "fromC", size));
    }
}
