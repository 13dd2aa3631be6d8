// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.scale;

import io.dgen.DataGenerator;
import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.NumaBufferPool;
import io.dgen.NumaPolicy;
import io.dgen.bench.thread.ThreadTask;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Calls by as many threads as CPUs and by many more. */
final class CallScaling {
    private static final int MOST_THREADS = 64;
    private static final int COUNTS_PER_CALL = 1000;

    /** Distance of separate counters in ints: 256 bytes. */
    private static final int APART = 64;

    private static final int SMALL = 4 << 10;
    private static final int MEDIUM = 64 << 10;
    private static final int LARGE = 1 << 20;

    private static final GeneratorConfig CONFIG =
            GeneratorConfig.builder().seed(1).sizeBytes(1L << 50).maxThreads(1).build();

    private CallScaling() {}

    /** The cost of two CPUs writing one cache line. */
    static void printCounters(Scale scale) {
        ScaleTable counters = new ScaleTable(scale, 1, 2, MOST_THREADS);
        counters.add("counters of their own, 256 bytes apart", COUNTS_PER_CALL, counting(APART));
        counters.add("counters of their own, on one line", COUNTS_PER_CALL, counting(1));
        counters.add("one counter", COUNTS_PER_CALL, counting(0));
        System.out.println("Threads that count. ns: time per count of one thread.\n");
        counters.print("ns");
    }

    private static ThreadTask counting(int distance) {
        AtomicIntegerArray counters = new AtomicIntegerArray((MOST_THREADS + 2) * APART);
        return thread -> {
            int index = APART + thread * distance;
            return () -> {
                for (int i = 0; i < COUNTS_PER_CALL; i++) {
                    counters.getAndIncrement(index);
                }
            };
        };
    }

    /** Rows that begin with "memset" use no code of this library: their losses are due to the scheduler. */
    static void printCalls(Scale scale) {
        DataStream stream = new DataStream(CONFIG);
        try (NumaBufferPool pool = NumaBufferPool.allocate(MOST_THREADS, LARGE, NumaPolicy.local());
                NumaBufferPool lent = NumaBufferPool.allocate(MOST_THREADS, SMALL, NumaPolicy.local())) {
            List<MemorySegment> own = forEachThread(_ -> Scale.memory(LARGE));
            List<MemorySegment> small = forEachThread(i -> own.get(i).asSlice(0, SMALL));
            MemorySegment one = Scale.memory((long) MOST_THREADS * LARGE);
            List<MemorySegment> slices = forEachThread(i -> one.asSlice((long) i * LARGE, SMALL));
            List<NumaBufferPool.Lease> leases = forEachThread(_ -> acquire(lent));
            List<DataGenerator> parts = new DataGenerator(stream).split(MOST_THREADS);
            ScaleTable table = new ScaleTable(scale, 1, 2, MOST_THREADS);
            for (int size : new int[] {SMALL, MEDIUM, LARGE}) {
                String kib = ", " + (size >> 10) + " KiB";
                List<MemorySegment> sized = forEachThread(i -> own.get(i).asSlice(0, size));
                table.add("memset" + kib, size, i -> memset(sized.get(i)));
                table.add(
                        "fill" + kib + ", streams of their own", size, i -> fill(new DataStream(CONFIG), sized.get(i)));
                table.add("fill" + kib + ", one stream for all", size, i -> fill(stream, sized.get(i)));
            }
            table.add("verify, 4 KiB", SMALL, i -> verify(stream, small.get(i)));
            table.add("fillChunk, 4 KiB, parts of a split", SMALL, i -> fillChunk(parts.get(i), small.get(i)));
            table.add("fill, 4 KiB, slices of one shared arena", SMALL, i -> fill(stream, slices.get(i)));
            table.add(
                    "fill, 4 KiB, buffers of one pool",
                    SMALL,
                    i -> fill(stream, leases.get(i).segment()));
            table.add("borrow, fill 64 KiB, give back", MEDIUM, _ -> () -> borrowAndFill(pool, stream, MEDIUM));
            table.add("borrow, fill 1 MiB, give back", LARGE, _ -> () -> borrowAndFill(pool, stream, LARGE));
            table.print("GB/s");
            leases.forEach(NumaBufferPool.Lease::close);
            System.out.println();
            ScaleTable borrowing = new ScaleTable(scale, 1, 2, MOST_THREADS);
            borrowing.add(
                    "borrow and give back a buffer", 1, _ -> () -> acquire(pool).close());
            borrowing.print("ns");
        }
    }

    private static <T> List<T> forEachThread(IntFunction<T> value) {
        return IntStream.range(0, MOST_THREADS).mapToObj(value).toList();
    }

    private static Runnable memset(MemorySegment buffer) {
        return () -> buffer.fill((byte) 2);
    }

    private static Runnable fill(DataStream stream, MemorySegment buffer) {
        return () -> stream.fill(0, buffer);
    }

    private static Runnable verify(DataStream stream, MemorySegment buffer) {
        stream.fill(0, buffer);
        return () -> stream.verify(0, buffer);
    }

    private static Runnable fillChunk(DataGenerator generator, MemorySegment buffer) {
        return () -> generator.fillChunk(buffer);
    }

    private static void borrowAndFill(NumaBufferPool pool, DataStream stream, int size) {
        try (NumaBufferPool.Lease lease = acquire(pool)) {
            stream.fill(0, lease.segment().asSlice(0, size));
        }
    }

    private static NumaBufferPool.Lease acquire(NumaBufferPool pool) {
        try {
            return pool.acquire();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
