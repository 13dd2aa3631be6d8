// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;

/** Calls with almost no bytes: the cost of the way from Java to the kernel, by kind of memory. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OverheadBenchmark extends Workload {
    private static final int C_CALLS = 64;

    @Param({"0", "8", "64"})
    public int size;

    private Arena confined;
    private Arena shared;
    private CallsFromC calls;
    private MemorySegment confinedSegment;
    private MemorySegment sharedSegment;
    private MemorySegment globalSegment;
    private byte[] array;

    @Override
    public long bytes() {
        return size;
    }

    @SuppressWarnings("MustBeClosedChecker") // tearDown closes them
    @Override
    void prepare() {
        calls = new CallsFromC(stream.recipe().seed());
        confined = Arena.ofConfined();
        shared = Arena.ofShared();
        confinedSegment = confined.allocate(size, 64);
        sharedSegment = shared.allocate(size, 64);
        globalSegment = Arena.global().allocate(size, 64);
        array = new byte[size];
    }

    @TearDown
    public void tearDown() {
        confined.close();
        shared.close();
    }

    @Benchmark
    public void confined() {
        stream.fill(0, confinedSegment);
    }

    @Benchmark
    public void shared() {
        stream.fill(0, sharedSegment);
    }

    @Benchmark
    public void global() {
        stream.fill(0, globalSegment);
    }

    @Benchmark
    public void automatic() {
        stream.fill(0, buffer);
    }

    @Benchmark
    public void array() {
        stream.fill(0, array);
    }

    /** A downcall with the same arguments, without this library. */
    @Benchmark
    public void bareDowncall() {
        calls.fill(globalSegment, 1);
    }

    @Benchmark
    @OperationsPerInvocation(C_CALLS)
    public void fromC() {
        calls.fill(globalSegment, C_CALLS);
    }
}
