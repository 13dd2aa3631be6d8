package io.dgen.benchmarks;

import io.dgen.DataGenerator;
import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.Tier;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;

/** What a generator costs before its first byte. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CreationBenchmark extends Workload {
    private GeneratorConfig config;

    @Setup
    @Override
    public void setUp() {
        config = config(Engine.AUTO, Tier.AUTO);
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Benchmark
    public DataGenerator fromConfig() {
        return new DataGenerator(config);
    }

    @Benchmark
    public DataGenerator fromBuilder() {
        return new DataGenerator(config(Engine.AUTO, Tier.AUTO));
    }

    /** With the seed from a {@link java.security.SecureRandom}. */
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
}
