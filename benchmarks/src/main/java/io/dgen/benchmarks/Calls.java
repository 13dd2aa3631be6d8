// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.DataGenerator;
import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.MemoryCeiling;
import io.dgen.StoreMode;
import io.dgen.Verification;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The methods that {@code benchmarks.txt} lists. */
final class Calls {
    /**
     * A method of a benchmark.
     *
     * @param threads that call it, each with a workload of its own
     * @param operations of one call
     * @param onWorkload prepares the call
     */
    record Call(int threads, int operations, Function<Workload, Runnable> onWorkload) {}

    private static final int C_CALLS = 64;
    private static final long WALK_BYTES = 1L << 32;

    /** By method, or by family and method where methods of one name differ. */
    private static final Map<String, Call> ALL = new HashMap<>();

    /** Keeps the JVM from eliminating what a call makes. */
    private static @Nullable Object sink;

    static {
        addFills();
        addStores();
        addCallsOfOtherLanguages();
        addCreations();
        Peers.ALL.forEach(Calls::add);
    }

    private Calls() {}

    static @Nullable Call find(String family, String method) {
        return ALL.getOrDefault(family + "." + method, ALL.get(method));
    }

    private static void add(String name, Function<Workload, Runnable> onWorkload) {
        ALL.put(name, new Call(1, 1, onWorkload));
    }

    @SuppressWarnings("MustBeClosedChecker") // the arenas live as long as the JVM
    private static void addFills() {
        for (String name : new String[] {"fill", "segment", "fromJava", "automatic", "fillAuto", "one"}) {
            add(name, w -> fill(w.stream(), w.buffer()));
        }
        ALL.put("two", new Call(2, 1, w -> fill(w.stream(), w.buffer())));
        add("fillChunk", w -> () -> nextChunk(w.generator(), w.buffer()));
        add("verify", Calls::verify);
        add("fillIncompressible", w -> {
            GeneratorConfig config = BenchmarkSpec.config(w.spec().engine()).build();
            return fill(new DataStream(config), w.buffer());
        });
        add("Dedup.fill", w -> {
            long[] offset = {0};
            return () -> {
                w.stream().fill(offset[0], w.buffer());
                offset[0] = (offset[0] + w.size()) % WALK_BYTES;
            };
        });
        Map.of("chunks4KiB", 4 << 10, "chunks64KiB", 64 << 10, "chunks1MiB", 1 << 20, "chunks64MiB", 64 << 20)
                .forEach((name, chunk) -> add(name, w -> walk(w, chunk)));
        add("array", w -> {
            byte[] array = new byte[w.size()];
            return () -> w.stream().fill(0, array);
        });
        add("directByteBuffer", w -> fill(w.stream(), ByteBuffer.allocateDirect(w.size())));
        add("heapByteBuffer", w -> fill(w.stream(), ByteBuffer.allocate(w.size())));
        add("confined", w -> fill(w.stream(), small(w, Arena.ofConfined())));
        add("shared", w -> fill(w.stream(), small(w, Arena.ofShared())));
        add("global", w -> fill(w.stream(), small(w, Arena.global())));
    }

    private static void addStores() {
        add("memset", w -> () -> MemoryCeiling.MEMSET.run(w.buffer()));
        add("streamLoop", w -> () -> MemoryCeiling.STREAM.run(w.buffer()));
        add("readLoop", w -> () -> MemoryCeiling.READ.run(w.buffer()));
        add("readAfterAuto", w -> fillAndRead(w.stream(), w.buffer()));
        Map.of("Regular", StoreMode.REGULAR, "Prefetch", StoreMode.PREFETCH, "Stream", StoreMode.STREAM)
                .forEach((name, mode) -> {
                    add("fill" + name, w -> fill(stream(w, mode), w.buffer()));
                    add("readAfter" + name, w -> fillAndRead(stream(w, mode), w.buffer()));
                });
        add("copy", w -> {
            MemorySegment pool = Workload.memory(w.spec().bytes("pool"));
            w.stream().fill(0, pool);
            long[] next = {0};
            return () -> {
                MemorySegment.copy(pool, next[0], w.buffer(), 0, w.size());
                next[0] = (next[0] + w.size()) % pool.byteSize();
            };
        });
    }

    private static void addCallsOfOtherLanguages() {
        ALL.put("fromC", new Call(1, C_CALLS, w -> fromC(w, w.buffer(), C_CALLS)));
        ALL.put("Overhead.fromC", new Call(1, C_CALLS, w -> fromC(w, small(w, Arena.global()), C_CALLS)));
        // A downcall with the same arguments, without this library.
        add("bareDowncall", w -> fromC(w, small(w, Arena.global()), 1));
    }

    private static void addCreations() {
        GeneratorConfig config = config(2).build(); // shares large calls among threads
        add("fromConfig", _ -> () -> sink = new DataGenerator(config));
        add("fromBuilder", _ -> () -> sink = new DataGenerator(config(2).build()));
        add(
                "withRandomSeed",
                _ -> () -> sink = new DataGenerator(
                        GeneratorConfig.builder().sizeBytes(1 << 20).build()));
        add("withAnotherSeed", _ -> () -> {
            DataGenerator generator = new DataGenerator(config);
            generator.setSeed(7);
            sink = generator;
        });
        addOneShot("generateBuffer", (oneShot, _) -> () -> sink = DataGenerator.generateBuffer(oneShot));
        addOneShot("intoSegment", (oneShot, w) -> () -> DataGenerator.generateIntoBuffer(oneShot, w.buffer()));
        addOneShot("intoArray", (oneShot, w) -> {
            byte[] array = new byte[w.size()];
            return () -> DataGenerator.generateIntoBuffer(oneShot, array);
        });
        addOneShot("intoByteBuffer", (oneShot, w) -> {
            ByteBuffer direct = ByteBuffer.allocateDirect(w.size());
            return () -> DataGenerator.generateIntoBuffer(oneShot, direct.clear());
        });
        addOneShot("existingStream", (oneShot, w) -> fill(new DataStream(oneShot), w.buffer()));
    }

    /** @param onWorkload with a configuration that has the size of the buffer */
    private static void addOneShot(String name, BiFunction<GeneratorConfig, Workload, Runnable> onWorkload) {
        add(name, w -> onWorkload.apply(config(1).sizeBytes(w.size()).build(), w));
    }

    private static Runnable fill(DataStream stream, MemorySegment buffer) {
        return () -> stream.fill(0, buffer);
    }

    private static Runnable fill(DataStream stream, ByteBuffer buffer) {
        return () -> stream.fill(0, buffer.clear());
    }

    private static Runnable fillAndRead(DataStream stream, MemorySegment buffer) {
        return () -> {
            stream.fill(0, buffer);
            MemoryCeiling.READ.run(buffer);
        };
    }

    private static Runnable verify(Workload w) {
        w.stream().fill(0, w.buffer());
        return () -> {
            Verification result = w.stream().verify(0, w.buffer());
            if (!result.isOk()) {
                throw new IllegalStateException("wrong bytes: " + result);
            }
        };
    }

    static long nextChunk(DataGenerator generator, MemorySegment buffer) {
        if (generator.isComplete()) {
            generator.reset();
        }
        return generator.fillChunk(buffer);
    }

    private static Runnable walk(Workload w, long chunk) {
        DataGenerator generator = new DataGenerator(stream(w, StoreMode.REGULAR));
        return () -> {
            generator.reset();
            for (long at = 0; at < w.size(); at += chunk) {
                generator.fillChunk(w.buffer().asSlice(at, chunk));
            }
        };
    }

    private static Runnable fromC(Workload w, MemorySegment buffer, int calls) {
        CallsFromC fromC = new CallsFromC(w.stream().recipe().seed());
        return () -> fromC.fill(buffer, calls);
    }

    private static DataStream stream(Workload w, StoreMode mode) {
        return new DataStream(w.spec().config().storeMode(mode).build());
    }

    private static MemorySegment small(Workload w, Arena arena) {
        return arena.allocate(w.size(), 64);
    }

    private static GeneratorConfig.Builder config(int maxThreads) {
        return GeneratorConfig.builder().seed(42).sizeBytes(1L << 40).maxThreads(maxThreads);
    }
}
