package io.dgen.benchmarks;

import io.dgen.DataGenerator;
import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** All in one call, generator included, beside a stream that exists. */
public class OneShotBenchmark extends Workload {
    @Param({"4096", "1048576", "67108864"})
    public int size;

    private GeneratorConfig config;
    private DataStream stream;
    private MemorySegment segment;
    private byte[] array;
    private ByteBuffer direct;

    @Setup
    @Override
    public void setUp() {
        config =
                GeneratorConfig.builder().seed(42).sizeBytes(size).maxThreads(1).build();
        stream = new DataStream(config);
        segment = buffer(size);
        array = new byte[size];
        direct = ByteBuffer.allocateDirect(size);
    }

    @Override
    public long bytes() {
        return size;
    }

    /** With new memory each time. */
    @Benchmark
    public MemorySegment generateBuffer() {
        return DataGenerator.generateBuffer(config);
    }

    @Benchmark
    public long intoSegment() {
        return DataGenerator.generateIntoBuffer(config, segment);
    }

    @Benchmark
    public int intoArray() {
        return DataGenerator.generateIntoBuffer(config, array);
    }

    @Benchmark
    public int intoByteBuffer() {
        return DataGenerator.generateIntoBuffer(config, direct.clear());
    }

    @Benchmark
    public void existingStream() {
        stream.fill(0, segment);
    }
}
