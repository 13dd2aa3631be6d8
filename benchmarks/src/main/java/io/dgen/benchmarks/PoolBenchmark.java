package io.dgen.benchmarks;

import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What many a test does instead of generating: 1 MiB copied from a pool of random bytes made once. It repeats itself as
 * soon as the pool is used up.
 */
public class PoolBenchmark extends Workload {
    @Param({"1048576", "16777216", "268435456"})
    public long pool;

    private MemorySegment source;
    private MemorySegment buffer;
    private long next;

    @Setup
    @Override
    public void setUp() {
        source = buffer(pool);
        nativeStream().fill(0, source);
        buffer = buffer(MIB);
    }

    @Override
    public long bytes() {
        return MIB;
    }

    @Benchmark
    public void copy() {
        MemorySegment.copy(source, next, buffer, 0, MIB);
        next = (next + MIB) % pool;
    }
}
