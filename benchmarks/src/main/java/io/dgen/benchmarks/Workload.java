package io.dgen.benchmarks;

import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.StoreMode;
import io.dgen.Tier;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Buffers of one thread and what is done with them. Run by JMH, and by {@code io.dgen.benchmarks.ratio}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(1)
@Fork(3)
@Warmup(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public abstract class Workload {
    static final int MIB = 1 << 20;

    private static final long STREAM_BYTES = 1L << 40;
    private static final int OS_PAGE_BYTES = 4096;

    /** Makes the buffers. Called after the parameters are set. */
    public abstract void setUp();

    /** Bytes that one operation makes or checks, not those of a call that makes many operations. */
    public abstract long bytes();

    /** How long a benchmark has to run until it is as fast as it will be. */
    public long warmUpMillis() {
        return 700;
    }

    /** A stream whose calls are made by the calling thread alone. */
    static DataStream stream(Engine engine, Tier tier) {
        return new DataStream(config(engine, tier));
    }

    static DataStream stream(StoreMode storeMode) {
        return new DataStream(GeneratorConfig.builder()
                .recipe(config(Engine.NATIVE, Tier.AUTO).recipe())
                .engine(Engine.NATIVE)
                .storeMode(storeMode)
                .maxThreads(1)
                .build());
    }

    static DataStream nativeStream() {
        return stream(Engine.NATIVE, Tier.AUTO);
    }

    static GeneratorConfig config(Engine engine, Tier tier) {
        return GeneratorConfig.builder()
                .seed(42)
                .sizeBytes(STREAM_BYTES)
                .engine(engine)
                .tier(tier)
                .maxThreads(1)
                .build();
    }

    /** Native memory whose pages are all there. */
    static MemorySegment buffer(long bytes) {
        return Arena.ofAuto().allocate(bytes, OS_PAGE_BYTES).fill((byte) 1);
    }
}
