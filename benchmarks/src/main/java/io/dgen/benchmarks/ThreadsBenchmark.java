// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Threads;

/** One thread, and two threads with a stream and memory of their own. Rates are those of all threads. */
public class ThreadsBenchmark extends Workload {
    @Param("NATIVE")
    public Engine engine = Engine.NATIVE;

    /** Of each thread's memory. */
    @Param({"1048576", "536870912"})
    public long size;

    @Override
    public long bytes() {
        return size;
    }

    @Override
    GeneratorConfig.Builder config() {
        return config(engine);
    }

    @Benchmark
    @Threads(1)
    public void one() {
        stream.fill(0, buffer);
    }

    @Benchmark
    @Threads(2)
    public void two() {
        stream.fill(0, buffer);
    }
}
