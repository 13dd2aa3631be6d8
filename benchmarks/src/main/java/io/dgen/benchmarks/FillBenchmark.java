// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.GeneratorConfig;
import io.dgen.MemoryCeiling;
import io.dgen.Tier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The native engine, and the machine's ways to store, on the same memory. */
public class FillBenchmark extends Workload {
    @Param("AUTO")
    public Tier tier = Tier.AUTO;

    @Param({"4096", "65536", "262144", "1048576", "33554432", "1073741824"})
    public long size;

    @Override
    public long bytes() {
        return size;
    }

    @Override
    GeneratorConfig.Builder config() {
        return super.config().tier(tier);
    }

    @Benchmark
    public void fill() {
        stream.fill(0, buffer);
    }

    @Benchmark
    public void memset() {
        MemoryCeiling.MEMSET.run(buffer);
    }

    @Benchmark
    public void streamLoop() {
        MemoryCeiling.STREAM.run(buffer);
    }
}
