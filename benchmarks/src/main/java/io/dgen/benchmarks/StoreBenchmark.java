package io.dgen.benchmarks;

import io.dgen.DataStream;
import io.dgen.MemoryCeiling;
import io.dgen.StoreMode;
import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Memory that the caches hold in part or not at all, by kind of store: filled, and filled and then read once. */
public class StoreBenchmark extends Workload {
    @Param({"4194304", "16777216", "33554432", "67108864"})
    public long size;

    private DataStream auto;
    private DataStream regular;
    private DataStream prefetch;
    private DataStream stream;
    private MemorySegment buffer;

    @Setup
    @Override
    public void setUp() {
        auto = stream(StoreMode.AUTO);
        regular = stream(StoreMode.REGULAR);
        prefetch = stream(StoreMode.PREFETCH);
        stream = stream(StoreMode.STREAM);
        buffer = buffer(size);
    }

    @Override
    public long bytes() {
        return size;
    }

    @Benchmark
    public void fillAuto() {
        auto.fill(0, buffer);
    }

    @Benchmark
    public void fillRegular() {
        regular.fill(0, buffer);
    }

    @Benchmark
    public void fillPrefetch() {
        prefetch.fill(0, buffer);
    }

    @Benchmark
    public void fillStream() {
        stream.fill(0, buffer);
    }

    @Benchmark
    public void memset() {
        MemoryCeiling.MEMSET.run(buffer);
    }

    @Benchmark
    public void readAfterAuto() {
        auto.fill(0, buffer);
        MemoryCeiling.READ.run(buffer);
    }

    @Benchmark
    public void readAfterRegular() {
        regular.fill(0, buffer);
        MemoryCeiling.READ.run(buffer);
    }

    @Benchmark
    public void readAfterPrefetch() {
        prefetch.fill(0, buffer);
        MemoryCeiling.READ.run(buffer);
    }

    @Benchmark
    public void readAfterStream() {
        stream.fill(0, buffer);
        MemoryCeiling.READ.run(buffer);
    }
}
