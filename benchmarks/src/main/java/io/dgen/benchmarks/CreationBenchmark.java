package io.dgen.benchmarks;

import io.dgen.DataGenerator;
import io.dgen.GeneratorConfig;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** What a generator costs before its first byte. Fails if one has made a thread. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CreationBenchmark extends Workload {
    private GeneratorConfig config;

    @Setup
    @Override
    public void setUp() {
        config = sharing();
    }

    @Override
    public long bytes() {
        return 0;
    }

    @TearDown
    public void noThreadWasMade() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("dgen-")) {
                throw new IllegalStateException("a generator made " + thread);
            }
        }
    }

    @Benchmark
    public DataGenerator fromConfig() {
        return new DataGenerator(config);
    }

    @Benchmark
    public DataGenerator fromBuilder() {
        return new DataGenerator(sharing());
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

    /** One whose large calls are shared out among threads. */
    private static GeneratorConfig sharing() {
        return GeneratorConfig.builder()
                .seed(42)
                .sizeBytes(1L << 40)
                .maxThreads(2)
                .build();
    }
}
