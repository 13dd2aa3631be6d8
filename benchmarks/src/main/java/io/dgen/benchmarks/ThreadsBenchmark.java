package io.dgen.benchmarks;

import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.Tier;
import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Threads;

/** One thread beside two, each with a stream and memory of its own. Rates are those of all threads. */
public class ThreadsBenchmark extends Workload {
    @Param("NATIVE")
    public Engine engine = Engine.NATIVE;

    /** Of each thread's memory. */
    @Param({"1048576", "536870912"})
    public long size;

    private DataStream stream;
    private MemorySegment buffer;

    @Setup
    @Override
    public void setUp() {
        stream = stream(engine, Tier.AUTO);
        buffer = buffer(size);
    }

    @Override
    public long bytes() {
        return size;
    }

    @Benchmark
    @Threads(1)
    public void one() {
        stream.fill(0, buffer);
    }

    @Benchmark
    @Threads(2)
    public void two() {
        stream.fill(0, buffer);
    }
}
