package io.dgen.benchmarks;

import io.dgen.DataGenerator;
import io.dgen.DataStream;
import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** What a call costs: the same fill of the same memory, called from Java, by the streaming API and from C. */
public class CallBenchmark extends Workload {
    private static final int C_CALLS = 64;

    @Param({"4096", "65536", "1048576"})
    public long size;

    private DataStream stream;
    private DataGenerator generator;
    private CallsFromC filler;
    private MemorySegment buffer;

    @Setup
    @Override
    public void setUp() {
        stream = nativeStream();
        generator = new DataGenerator(stream);
        filler = new CallsFromC(stream.recipe().seed());
        buffer = buffer(size);
    }

    @Override
    public long bytes() {
        return size;
    }

    @Benchmark
    public void fromJava() {
        stream.fill(0, buffer);
    }

    @Benchmark
    public long fillChunk() {
        if (generator.isComplete()) {
            generator.reset();
        }
        return generator.fillChunk(buffer);
    }

    @Benchmark
    @OperationsPerInvocation(C_CALLS)
    public void fromC() {
        filler.fill(buffer, C_CALLS);
    }
}
