// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.DataGenerator;
import io.dgen.GeneratorConfig;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.TearDown;

/** The cost of a generator before its first byte. Fails if a generator started a thread. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CreationBenchmark extends Workload {
    private GeneratorConfig config;

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    void prepare() {
        config = twoThreads();
    }

    @TearDown
    public void noThreadWasStarted() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("dgen-")) {
                throw new IllegalStateException("a generator started " + thread);
            }
        }
    }

    @Benchmark
    public DataGenerator fromConfig() {
        return new DataGenerator(config);
    }

    @Benchmark
    public DataGenerator fromBuilder() {
        return new DataGenerator(twoThreads());
    }

    /** With a seed from {@link java.security.SecureRandom}. */
    @Benchmark
    public DataGenerator withRandomSeed() {
        return new DataGenerator(GeneratorConfig.builder().sizeBytes(MIB).build());
    }

    @Benchmark
    public DataGenerator withAnotherSeed() {
        DataGenerator generator = new DataGenerator(config);
        generator.setSeed(7);
        return generator;
    }

    /** {@return a configuration that shares large calls among threads} */
    private static GeneratorConfig twoThreads() {
        return GeneratorConfig.builder()
                .seed(42)
                .sizeBytes(1L << 40)
                .maxThreads(2)
                .build();
    }
}
