package io.dgen.benchmarks;

import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.MemoryCeiling;
import io.dgen.Tier;
import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The native engine beside what the machine can store, into the same memory. */
public class FillBenchmark extends Workload {
    @Param("AUTO")
    public Tier tier = Tier.AUTO;

    @Param({"4096", "65536", "262144", "1048576", "33554432", "1073741824"})
    public long size;

    private DataStream stream;
    private MemorySegment buffer;

    @Setup
    @Override
    public void setUp() {
        stream = stream(Engine.NATIVE, tier);
        buffer = buffer(size);
    }

    @Override
    public long bytes() {
        return size;
    }

    @Benchmark
    public void fill() {
        stream.fill(0, buffer);
    }

    @Benchmark
    public void memset() {
        MemoryCeiling.MEMSET.run(buffer);
    }

    @Benchmark
    public void streamLoop() {
        MemoryCeiling.STREAM.run(buffer);
    }
}
