// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.Tier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The engines, and the native engine's tiers, on native memory. */
public class EngineBenchmark extends Workload {
    @Param({"NATIVE", "VECTOR", "SCALAR"})
    public Engine engine = Engine.NATIVE;

    @Param("AUTO")
    public Tier tier = Tier.AUTO;

    @Param("1048576")
    public long size;

    @Override
    public long bytes() {
        return size;
    }

    @Override
    GeneratorConfig.Builder config() {
        return config(engine).tier(tier);
    }

    @Benchmark
    public void fill() {
        stream.fill(0, buffer);
    }
}
