// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The native engine by kind of buffer. */
public class BufferBenchmark extends Workload {
    @Param({"4096", "65536", "1048576"})
    public int size;

    private byte[] array;
    private ByteBuffer direct;
    private ByteBuffer heap;

    @Override
    public long bytes() {
        return size;
    }

    @Override
    void prepare() {
        array = new byte[size];
        direct = ByteBuffer.allocateDirect(size);
        heap = ByteBuffer.allocate(size);
    }

    @Benchmark
    public void segment() {
        stream.fill(0, buffer);
    }

    @Benchmark
    public void array() {
        stream.fill(0, array);
    }

    @Benchmark
    public void directByteBuffer() {
        stream.fill(0, direct.clear());
    }

    @Benchmark
    public void heapByteBuffer() {
        stream.fill(0, heap.clear());
    }
}
