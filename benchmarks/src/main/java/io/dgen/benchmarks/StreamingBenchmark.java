package io.dgen.benchmarks;

import io.dgen.DataGenerator;
import io.dgen.Engine;
import io.dgen.Tier;
import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Walking a stream, by chunk size. */
public class StreamingBenchmark extends Workload {
    @Param({"4096", "16384", "65536", "262144", "1048576", "4194304", "16777216", "33554432", "67108864"})
    public int chunk;

    private DataGenerator generator;
    private MemorySegment buffer;

    @Setup
    @Override
    public void setUp() {
        generator = new DataGenerator(config(Engine.NATIVE, Tier.AUTO));
        buffer = buffer(chunk);
    }

    @Override
    public long bytes() {
        return chunk;
    }

    @Benchmark
    public long fillChunk() {
        if (generator.isComplete()) {
            generator.reset();
        }
        return generator.fillChunk(buffer);
    }
}
