package io.dgen.benchmarks;

import io.dgen.DataGenerator;
import io.dgen.GeneratorConfig;
import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** One buffer that the threads of one call share out among themselves. */
public class SharedBufferBenchmark extends Workload {
    /** CPUs at work. */
    @Param({"2", "1"})
    public int maxThreads;

    @Param({"4194304", "33554432", "268435456"})
    public long size;

    private DataGenerator generator;
    private MemorySegment buffer;

    @Setup
    @Override
    public void setUp() {
        generator = new DataGenerator(GeneratorConfig.builder()
                .seed(42)
                .sizeBytes(1L << 40)
                .maxThreads(maxThreads)
                .build());
        buffer = buffer(size);
    }

    @Override
    public long bytes() {
        return size;
    }

    @Benchmark
    public long fillChunk() {
        if (generator.isComplete()) {
            generator.reset();
        }
        return generator.fillChunk(buffer);
    }
}
