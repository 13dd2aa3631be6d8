// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.DataGenerator;
import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Generation in one call, which creates the generator, and a fill by an existing stream. */
public class OneShotBenchmark extends Workload {
    @Param({"4096", "1048576", "67108864"})
    public int size;

    private GeneratorConfig config;
    private byte[] array;
    private ByteBuffer direct;

    @Override
    public long bytes() {
        return size;
    }

    @Override
    void prepare() {
        config =
                GeneratorConfig.builder().seed(42).sizeBytes(size).maxThreads(1).build();
        stream = new DataStream(config);
        array = new byte[size];
        direct = ByteBuffer.allocateDirect(size);
    }

    /** Allocates memory in each call. */
    @Benchmark
    public MemorySegment generateBuffer() {
        return DataGenerator.generateBuffer(config);
    }

    @Benchmark
    public long intoSegment() {
        return DataGenerator.generateIntoBuffer(config, buffer);
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
        stream.fill(0, buffer);
    }
}
