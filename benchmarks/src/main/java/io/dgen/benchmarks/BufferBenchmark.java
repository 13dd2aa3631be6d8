package io.dgen.benchmarks;

import io.dgen.DataStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The native engine by kind of buffer. */
public class BufferBenchmark extends Workload {
    @Param({"4096", "65536", "1048576"})
    public int size;

    private DataStream stream;
    private MemorySegment segment;
    private byte[] array;
    private ByteBuffer direct;
    private ByteBuffer heap;

    @Setup
    @Override
    public void setUp() {
        stream = nativeStream();
        segment = buffer(size);
        array = new byte[size];
        direct = ByteBuffer.allocateDirect(size);
        heap = ByteBuffer.allocate(size);
    }

    @Override
    public long bytes() {
        return size;
    }

    @Benchmark
    public void segment() {
        stream.fill(0, segment);
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
