// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.MemoryCeiling;
import io.dgen.Verification;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Compressible content, 1 MiB at a time, with incompressible content and memset for comparison. */
public class CompressBenchmark extends Workload {
    @Param({"NATIVE", "VECTOR", "SCALAR"})
    public Engine engine = Engine.NATIVE;

    @Param({"2", "1.2", "1.5", "3", "5", "10", "20"})
    public double ratio;

    private DataStream incompressible;

    @Override
    public long bytes() {
        return MIB;
    }

    @Override
    GeneratorConfig.Builder config() {
        return config(engine).compressRatio(ratio);
    }

    @Override
    void prepare() {
        incompressible = new DataStream(config(engine).build());
        stream.fill(0, buffer);
    }

    @Benchmark
    public void fill() {
        stream.fill(0, buffer);
    }

    @Benchmark
    public void fillIncompressible() {
        incompressible.fill(0, buffer);
    }

    @Benchmark
    public void memset() {
        MemoryCeiling.MEMSET.run(buffer);
    }

    @Benchmark
    public Verification verify() {
        return checked();
    }
}
