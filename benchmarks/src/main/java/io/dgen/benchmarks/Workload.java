// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.DataGenerator;
import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.Verification;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Stream and buffer of one thread, for benchmarks. JMH and {@code io.dgen.benchmarks.ratio} run them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(1)
@Fork(3)
@Warmup(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public abstract class Workload {
    static final int MIB = 1 << 20;

    private static final int OS_PAGE_BYTES = 4096;

    DataStream stream;
    MemorySegment buffer;
    private DataGenerator generator;

    /** Called after the parameters are set. */
    @Setup
    public final void setUp() {
        stream = new DataStream(config().build());
        generator = new DataGenerator(stream);
        buffer = memory(bytes());
        prepare();
    }

    /** {@return the bytes that one operation generates or verifies; they are the size of the buffer} */
    public abstract long bytes();

    /** Makes what the benchmarks need besides stream and buffer. */
    void prepare() {}

    /** {@return the configuration of the stream: by default incompressible, by the native engine on the calling thread} */
    GeneratorConfig.Builder config() {
        return config(Engine.NATIVE);
    }

    static GeneratorConfig.Builder config(Engine engine) {
        return GeneratorConfig.builder()
                .seed(42)
                .sizeBytes(1L << 40)
                .engine(engine)
                .maxThreads(1);
    }

    /** {@return the time that the JVM needs to compile the benchmarks} */
    public long warmUpMillis() {
        return stream.engine() == Engine.NATIVE ? 700 : 2000;
    }

    /** {@return native memory with all pages present} */
    static MemorySegment memory(long bytes) {
        return Arena.ofAuto().allocate(bytes, OS_PAGE_BYTES).fill((byte) 1);
    }

    /** Fills the buffer with the next bytes of the stream. */
    final long nextChunk() {
        return nextChunk(generator, buffer);
    }

    static long nextChunk(DataGenerator generator, MemorySegment buffer) {
        if (generator.isComplete()) {
            generator.reset();
        }
        return generator.fillChunk(buffer);
    }

    /** Verifies the buffer, which the start of the stream must fill. */
    final Verification checked() {
        Verification result = stream.verify(0, buffer);
        if (!result.isOk()) {
            throw new IllegalStateException("wrong bytes: " + result);
        }
        return result;
    }
}
