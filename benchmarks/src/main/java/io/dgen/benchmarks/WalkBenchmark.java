// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.DataGenerator;
import io.dgen.StoreMode;
import org.openjdk.jmh.annotations.Benchmark;

/** 64 MiB of memory from end to end, by chunk size, with the same stores: the difference is the cost of a chunk. */
public class WalkBenchmark extends Workload {
    private static final long SIZE = 64 << 20;

    private DataGenerator generator;

    @Override
    public long bytes() {
        return SIZE;
    }

    @Override
    void prepare() {
        generator = new DataGenerator(config().storeMode(StoreMode.REGULAR).build());
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
