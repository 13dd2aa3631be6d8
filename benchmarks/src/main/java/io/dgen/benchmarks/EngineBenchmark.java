package io.dgen.benchmarks;

import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.Tier;
import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The engines, and the native engine's tiers, into native memory. */
public class EngineBenchmark extends Workload {
    @Param({"NATIVE", "VECTOR", "SCALAR"})
    public Engine engine = Engine.NATIVE;

    @Param("AUTO")
    public Tier tier = Tier.AUTO;

    @Param("1048576")
    public long size;

    private DataStream stream;
    private MemorySegment buffer;

    @Setup
    @Override
    public void setUp() {
        stream = stream(engine, tier);
        buffer = buffer(size);
    }

    @Override
    public long bytes() {
        return size;
    }

    @Override
    public long warmUpMillis() {
        return engine == Engine.NATIVE ? super.warmUpMillis() : 2000;
    }

    @Benchmark
    public void fill() {
        stream.fill(0, buffer);
    }
}
