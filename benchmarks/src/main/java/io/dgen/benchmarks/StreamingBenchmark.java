// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Generating along a stream, by chunk size. */
public class StreamingBenchmark extends Workload {
    @Param({"4096", "16384", "65536", "262144", "1048576", "4194304", "16777216", "33554432", "67108864"})
    public int chunk;

    @Override
    public long bytes() {
        return chunk;
    }

    @Benchmark
    public long fillChunk() {
        return nextChunk();
    }
}
