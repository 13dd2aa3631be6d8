package io.dgen.benchmarks;

import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.MemoryCeiling;
import io.dgen.Tier;
import io.dgen.Verification;
import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Compressible content, 1 MiB at a time, beside incompressible content and memset. */
public class CompressBenchmark extends Workload {
    @Param({"NATIVE", "VECTOR", "SCALAR"})
    public Engine engine = Engine.NATIVE;

    @Param({"2", "1.2", "1.5", "3", "5", "10", "20"})
    public double ratio;

    private DataStream compressible;
    private DataStream incompressible;
    private MemorySegment buffer;

    @Setup
    @Override
    public void setUp() {
        GeneratorConfig config = config(engine, Tier.AUTO);
        incompressible = new DataStream(config);
        compressible = new DataStream(GeneratorConfig.builder()
                .recipe(config.recipe())
                .compressRatio(ratio)
                .engine(engine)
                .maxThreads(1)
                .build());
        buffer = buffer(MIB);
        compressible.fill(0, buffer);
    }

    @Override
    public long bytes() {
        return MIB;
    }

    @Override
    public long warmUpMillis() {
        return engine == Engine.NATIVE ? super.warmUpMillis() : 2000;
    }

    @Benchmark
    public void fill() {
        compressible.fill(0, buffer);
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
        Verification result = compressible.verify(0, buffer);
        if (!result.isOk()) {
            throw new IllegalStateException("wrong bytes: " + result);
        }
        return result;
    }
}
