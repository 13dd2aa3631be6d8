// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.MemoryCeiling;
import io.dgen.Verification;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Verifying correct memory, filling it, and reading it. */
public class VerifyBenchmark extends Workload {
    @Param("NATIVE")
    public Engine engine = Engine.NATIVE;

    @Param({"4096", "65536", "1048576", "33554432", "1073741824"})
    public long size;

    @Override
    public long bytes() {
        return size;
    }

    @Override
    GeneratorConfig.Builder config() {
        return config(engine);
    }

    @Override
    void prepare() {
        stream.fill(0, buffer);
    }

    @Benchmark
    public void fill() {
        stream.fill(0, buffer);
    }

    @Benchmark
    public Verification verify() {
        return checked();
    }

    @Benchmark
    public void readLoop() {
        MemoryCeiling.READ.run(buffer);
    }
}
