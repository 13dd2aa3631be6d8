package io.dgen.benchmarks;

import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.MemoryCeiling;
import io.dgen.Tier;
import io.dgen.Verification;
import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Checking memory that is right, beside filling it and beside reading it. */
public class VerifyBenchmark extends Workload {
    @Param("NATIVE")
    public Engine engine = Engine.NATIVE;

    @Param({"4096", "65536", "1048576", "33554432", "1073741824"})
    public long size;

    private DataStream stream;
    private MemorySegment buffer;

    @Setup
    @Override
    public void setUp() {
        stream = stream(engine, Tier.AUTO);
        buffer = buffer(size);
        stream.fill(0, buffer);
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
    public Verification verify() {
        Verification result = stream.verify(0, buffer);
        if (!result.isOk()) {
            throw new IllegalStateException("wrong bytes: " + result);
        }
        return result;
    }

    @Benchmark
    public void readLoop() {
        MemoryCeiling.READ.run(buffer);
    }
}
