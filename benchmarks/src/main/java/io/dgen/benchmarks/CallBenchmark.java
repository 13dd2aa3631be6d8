package io.dgen.benchmarks;

import io.dgen.DataStream;
import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** What a call costs: the same fill of the same memory, called from Java and called from C. */
public class CallBenchmark extends Workload {
    private static final int C_CALLS = 64;

    @Param({"4096", "65536", "1048576"})
    public long size;

    private DataStream stream;
    private CallsFromC filler;
    private MemorySegment buffer;

    @Setup
    @Override
    public void setUp() {
        stream = nativeStream();
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
    @OperationsPerInvocation(C_CALLS)
    public void fromC() {
        filler.fill(buffer, C_CALLS);
    }
}
