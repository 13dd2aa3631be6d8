package io.dgen.benchmarks;

import io.dgen.DataGenerator;
import io.dgen.StoreMode;
import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * 64 MiB of memory from end to end, in chunks of several sizes, with the same stores: what is left is what a chunk costs.
 */
public class WalkBenchmark extends Workload {
    private static final long SIZE = 64 << 20;

    private DataGenerator generator;
    private MemorySegment buffer;

    @Setup
    @Override
    public void setUp() {
        generator = new DataGenerator(stream(StoreMode.REGULAR));
        buffer = buffer(SIZE);
    }

    @Override
    public long bytes() {
        return SIZE;
    }

    @Benchmark
    public void chunks4KiB() {
        walk(4 << 10);
    }

    @Benchmark
    public void chunks64KiB() {
        walk(64 << 10);
    }

    @Benchmark
    public void chunks1MiB() {
        walk(1 << 20);
    }

    @Benchmark
    public void chunks64MiB() {
        walk(SIZE);
    }

    private void walk(long chunk) {
        generator.reset();
        for (long at = 0; at < SIZE; at += chunk) {
            generator.fillChunk(buffer.asSlice(at, chunk));
        }
    }
}
