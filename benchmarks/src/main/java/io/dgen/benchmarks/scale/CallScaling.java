// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.scale;

import io.dgen.DataGenerator;
import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.NumaBufferPool;
import io.dgen.NumaPolicy;
import java.lang.foreign.Arena;
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
        try (Arena arena = Arena.ofShared();
                NumaBufferPool pool = NumaBufferPool.allocate(MOST_THREADS, LARGE, NumaPolicy.local());
                NumaBufferPool lent = NumaBufferPool.allocate(MOST_THREADS, SMALL, NumaPolicy.local())) {
            List<MemorySegment> own = IntStream.range(0, MOST_THREADS)
                    .mapToObj(i -> Arena.ofAuto().allocate(LARGE, 4096).fill((byte) 1))
                    .toList();
            MemorySegment one =
                    arena.allocate((long) MOST_THREADS * LARGE, 4096).fill((byte) 1);
            ScaleTable table = new ScaleTable(scale, 1, 2, MOST_THREADS);
            for (int size : new int[] {SMALL, MEDIUM, LARGE}) {
                String name = (size >> 10) + " KiB";
                List<MemorySegment> buffers =
                        own.stream().map(b -> b.asSlice(0, size)).toList();
                table.add("memset, " + name, size, i -> memset(buffers.get(i)));
                table.add(
                        "fill, " + name + ", streams of their own",
                        size,
                        i -> fill(new DataStream(CONFIG), buffers.get(i)));
                table.add("fill, " + name + ", one stream for all", size, i -> fill(shared, buffers.get(i)));
            }
            List<MemorySegment> small =
                    own.stream().map(b -> b.asSlice(0, SMALL)).toList();
            table.add("verify, 4 KiB", SMALL, i -> {
                shared.fill(0, small.get(i));
                return () -> shared.verify(0, small.get(i));
            });
            List<DataGenerator> parts = new DataGenerator(shared).split(MOST_THREADS);
            table.add("fillChunk, 4 KiB, parts of a split", SMALL, i -> {
                DataGenerator part = parts.get(i);
                MemorySegment buffer = small.get(i);
                return () -> part.fillChunk(buffer);
            });
            table.add(
                    "fill, 4 KiB, slices of one shared arena",
                    SMALL,
                    i -> fill(shared, one.asSlice((long) i * LARGE, SMALL)));
            List<NumaBufferPool.Lease> leases = IntStream.range(0, MOST_THREADS)
                    .mapToObj(i -> acquire(lent))
                    .toList();
            table.add(
                    "fill, 4 KiB, buffers of one pool",
                    SMALL,
                    i -> fill(shared, leases.get(i).segment()));
            table.add("borrow, fill 64 KiB, give back", MEDIUM, i -> borrowAndFill(pool, shared, MEDIUM));
            table.add("borrow, fill 1 MiB, give back", LARGE, i -> borrowAndFill(pool, shared, LARGE));
            table.print("GB/s");
            leases.forEach(NumaBufferPool.Lease::close);
            System.out.println();
            ScaleTable borrowing = new ScaleTable(scale, 1, 2, MOST_THREADS);
            borrowing.add(
                    "borrow and give back a buffer", 1, i -> () -> acquire(pool).close());
            borrowing.print("ns");
        }
    }

    private static Runnable memset(MemorySegment buffer) {
        return () -> buffer.fill((byte) 2);
    }

    private static Runnable fill(DataStream stream, MemorySegment buffer) {
        return () -> stream.fill(0, buffer);
    }

    private static Runnable borrowAndFill(NumaBufferPool pool, DataStream stream, int size) {
        return () -> {
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
