package io.dgen.benchmarks.ratio;

import static io.dgen.benchmarks.ratio.Rows.contender;

import io.dgen.Engine;
import io.dgen.benchmarks.BufferBenchmark;
import io.dgen.benchmarks.StreamingBenchmark;
import java.util.List;

/** What the library costs the process around it: the start, objects, the heap, safepoints. */
final class ProcessRows {
    static final List<Row> ALL = List.of(
            new FigureRow(
                    "first-fill",
                    "first use of the library in a new JVM until 1 MiB is allocated and filled",
                    150,
                    false,
                    " ms",
                    "median of new JVMs",
                    () -> Fork.plain(FirstFill.class).answers().getFirst()[0]),
            new FigureRow(
                    "first-byte",
                    "./dgen generate --size 1MiB - until its first byte",
                    0.45,
                    false,
                    " s",
                    "median of new processes",
                    FirstByte::measure),
            new FigureRow(
                    "creation",
                    "generators created, none with a thread, millions per second",
                    1,
                    true,
                    " M/s",
                    "median of new JVMs",
                    () -> Fork.plain(Creations.class).answers().getFirst()[0]),
            new AllocationRow(
                    "allocation-4k",
                    "allocation per fill of a 4 KiB native segment",
                    contender(BufferBenchmark.class, "segment", Rows.SIZE_4_KIB)),
            new AllocationRow(
                    "allocation-array",
                    "allocation per fill of a 4 KiB byte[]",
                    contender(BufferBenchmark.class, "array", Rows.SIZE_4_KIB)),
            new AllocationRow(
                    "allocation-1m",
                    "allocation per fill of a 1 MiB native segment",
                    contender(BufferBenchmark.class, "segment", Rows.SIZE_1_MIB)),
            new AllocationRow(
                    "allocation-32m",
                    "allocation per fillChunk of 32 MiB",
                    contender(StreamingBenchmark.class, "fillChunk", "chunk=33554432")),
            new SafepointRow("safepoint-native", "time to safepoint filling 1 GiB byte[], native", Engine.NATIVE),
            new SafepointRow("safepoint-vector", "time to safepoint filling 1 GiB byte[], vector", Engine.VECTOR),
            new SafepointRow("safepoint-scalar", "time to safepoint filling 1 GiB byte[], scalar", Engine.SCALAR));

    private ProcessRows() {}
}
