// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** The cost of a call: the same fill of the same memory from Java, through the streaming API, and from C. */
public class CallBenchmark extends Workload {
    private static final int C_CALLS = 64;

    @Param({"4096", "65536", "1048576"})
    public long size;

    private CallsFromC calls;

    @Override
    public long bytes() {
        return size;
    }

    @Override
    void prepare() {
        calls = new CallsFromC(stream.recipe().seed());
    }

    @Benchmark
    public void fromJava() {
        stream.fill(0, buffer);
    }

    @Benchmark
    public long fillChunk() {
        return nextChunk();
    }

    @Benchmark
    @OperationsPerInvocation(C_CALLS)
    public void fromC() {
        calls.fill(buffer, C_CALLS);
    }
}
