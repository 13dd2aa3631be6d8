// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.GeneratorConfig;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** One buffer that the threads of one call share. */
public class SharedBufferBenchmark extends Workload {
    /** CPUs at work. */
    @Param({"2", "1"})
    public int maxThreads;

    @Param({"4194304", "33554432", "268435456"})
    public long size;

    @Override
    public long bytes() {
        return size;
    }

    @Override
    GeneratorConfig.Builder config() {
        return super.config().maxThreads(maxThreads);
    }

    @Benchmark
    public long fillChunk() {
        return nextChunk();
    }
}
