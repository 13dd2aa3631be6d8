package io.dgen.benchmarks;

import io.dgen.DataStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Calls with next to nothing to do: what the way from Java to the kernel costs, by kind of memory. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OverheadBenchmark extends Workload {
    private static final int C_CALLS = 64;

    @Param({"0", "8", "64"})
    public int size;

    private Arena confined;
    private Arena shared;
    private DataStream stream;
    private CallsFromC filler;
    private MemorySegment confinedSegment;
    private MemorySegment sharedSegment;
    private MemorySegment globalSegment;
    private MemorySegment automaticSegment;
    private byte[] array;

    @SuppressWarnings("MustBeClosedChecker") // tearDown closes it
    @Setup
    @Override
    public void setUp() {
        stream = nativeStream();
        filler = new CallsFromC(stream.recipe().seed());
        confined = Arena.ofConfined();
        shared = Arena.ofShared();
        confinedSegment = confined.allocate(size, 64);
        sharedSegment = shared.allocate(size, 64);
        globalSegment = Arena.global().allocate(size, 64);
        automaticSegment = Arena.ofAuto().allocate(size, 64);
        array = new byte[size];
    }

    @TearDown
    public void tearDown() {
        confined.close();
        shared.close();
    }

    @Override
    public long bytes() {
        return size;
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
        stream.fill(0, automaticSegment);
    }

    @Benchmark
    public void array() {
        stream.fill(0, array);
    }

    /** A downcall with the same arguments and nothing of this library around it. */
    @Benchmark
    public void bareDowncall() {
        filler.fill(globalSegment, 1);
    }

    @Benchmark
    @OperationsPerInvocation(C_CALLS)
    public void fromC() {
        filler.fill(globalSegment, C_CALLS);
    }
}
