// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.DataStream;
import io.dgen.MemoryCeiling;
import io.dgen.StoreMode;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Memory that the caches hold in part or not at all, by kind of store: filled, and filled and then read once. */
public class StoreBenchmark extends Workload {
    @Param({"4194304", "16777216", "33554432", "67108864"})
    public long size;

    private DataStream regular;
    private DataStream prefetch;
    private DataStream streaming;

    @Override
    public long bytes() {
        return size;
    }

    @Override
    void prepare() {
        regular = new DataStream(config().storeMode(StoreMode.REGULAR).build());
        prefetch = new DataStream(config().storeMode(StoreMode.PREFETCH).build());
        streaming = new DataStream(config().storeMode(StoreMode.STREAM).build());
    }

    private void fillAndRead(DataStream source) {
        source.fill(0, buffer);
        MemoryCeiling.READ.run(buffer);
    }

    @Benchmark
    public void fillAuto() {
        stream.fill(0, buffer);
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
        streaming.fill(0, buffer);
    }

    @Benchmark
    public void memset() {
        MemoryCeiling.MEMSET.run(buffer);
    }

    @Benchmark
    public void readAfterAuto() {
        fillAndRead(stream);
    }

    @Benchmark
    public void readAfterRegular() {
        fillAndRead(regular);
    }

    @Benchmark
    public void readAfterPrefetch() {
        fillAndRead(prefetch);
    }

    @Benchmark
    public void readAfterStream() {
        fillAndRead(streaming);
    }
}
