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
import java.util.stream.IntStream;

/**
 * Calls by as many threads as CPUs and by many more. Rows that begin with "memset" use no code of this library: their
 * losses are due to the scheduler.
 */
final class CallScaling {
    private static final int MOST_THREADS = 64;
    private static final int SMALL = 4 << 10;
    private static final int MEDIUM = 64 << 10;
    private static final int LARGE = 1 << 20;

    private static final GeneratorConfig CONFIG =
            GeneratorConfig.builder().seed(1).sizeBytes(1L << 50).maxThreads(1).build();

    private CallScaling() {}

    static void print(Scale scale) {
        DataStream shared = new DataStream(CONFIG);
        try (NumaBufferPool pool = NumaBufferPool.allocate(MOST_THREADS, LARGE, NumaPolicy.local());
                NumaBufferPool lent = NumaBufferPool.allocate(MOST_THREADS, SMALL, NumaPolicy.local())) {
            List<MemorySegment> own = IntStream.range(0, MOST_THREADS)
                    .mapToObj(_ -> Scale.memory(LARGE))
                    .toList();
            MemorySegment one = Scale.memory((long) MOST_THREADS * LARGE);
            List<DataGenerator> parts = new DataGenerator(shared).split(MOST_THREADS);
            List<NumaBufferPool.Lease> leases = IntStream.range(0, MOST_THREADS)
                    .mapToObj(_ -> acquire(lent))
                    .toList();
            ScaleTable table = new ScaleTable(scale, 1, 2, MOST_THREADS);
            for (int size : new int[] {SMALL, MEDIUM, LARGE}) {
                String name = ", " + (size >> 10) + " KiB";
                table.add("memset" + name, size, i -> memset(own.get(i).asSlice(0, size)));
                table.add(
                        "fill" + name + ", streams of their own",
                        size,
                        i -> fill(new DataStream(CONFIG), own.get(i).asSlice(0, size)));
                table.add(
                        "fill" + name + ", one stream for all",
                        size,
                        i -> fill(shared, own.get(i).asSlice(0, size)));
            }
            table.add("verify, 4 KiB", SMALL, i -> verify(shared, own.get(i).asSlice(0, SMALL)));
            table.add(
                    "fillChunk, 4 KiB, parts of a split",
                    SMALL,
                    i -> fillChunk(parts.get(i), own.get(i).asSlice(0, SMALL)));
            table.add(
                    "fill, 4 KiB, slices of one shared arena",
                    SMALL,
                    i -> fill(shared, one.asSlice((long) i * LARGE, SMALL)));
            table.add(
                    "fill, 4 KiB, buffers of one pool",
                    SMALL,
                    i -> fill(shared, leases.get(i).segment()));
            table.add("borrow, fill 64 KiB, give back", MEDIUM, borrowAndFill(pool, shared, MEDIUM));
            table.add("borrow, fill 1 MiB, give back", LARGE, borrowAndFill(pool, shared, LARGE));
            table.print("GB/s");
            leases.forEach(NumaBufferPool.Lease::close);
            System.out.println();
            ScaleTable borrowing = new ScaleTable(scale, 1, 2, MOST_THREADS);
            borrowing.add(
                    "borrow and give back a buffer", 1, _ -> () -> acquire(pool).close());
            borrowing.print("ns");
        }
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

    private static ThreadTask borrowAndFill(NumaBufferPool pool, DataStream stream, int size) {
        return _ -> () -> {
            try (NumaBufferPool.Lease lease = acquire(pool)) {
                stream.fill(0, lease.segment().asSlice(0, size));
            }
        };
    }

    private static NumaBufferPool.Lease acquire(NumaBufferPool pool) {
        try {
            return pool.acquire();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
