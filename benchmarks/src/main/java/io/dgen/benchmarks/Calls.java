// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.ByteSize;
import io.dgen.DataGenerator;
import io.dgen.DataStream;
import io.dgen.DigestAlgorithm;
import io.dgen.Explainer;
import io.dgen.GeneratorConfig;
import io.dgen.MemoryCeiling;
import io.dgen.StoreMode;
import io.dgen.StreamDigest;
import io.dgen.Verification;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The methods that {@code benchmarks.json} lists. */
final class Calls {
    /** Calls from C for one call from Java. */
    static final int C_CALLS = 64;

    private static final long WALK_BYTES = 1L << 32;

    private static final long CACHED_BYTES = 1 << 20;
    private static final long EXPLAINED_BYTES = 1 << 20; // a chunk of the command line

    private static final GeneratorConfig CREATED = config(2).build(); // shares large calls among threads

    /** Keeps the JVM from eliminating what a call makes. */
    private static @Nullable Object sink;

    private Calls() {}

    /** {@return a call of a method, for one thread} */
    @SuppressWarnings("MustBeClosedChecker") // the arenas live as long as the JVM
    static Runnable prepare(String method, Workload w) {
        DataStream stream = w.stream();
        MemorySegment buffer = w.buffer();
        boolean isSmall = w.spec().family().equals("Overhead");
        return switch (method) {
            case "fill" -> w.spec().family().equals("Dedup") ? fillAlongStream(w) : fill(stream, buffer);
            case "segment", "fromJava", "automatic", "fillAuto", "one", "two" -> fill(stream, buffer);
            case "fillRegular", "fillPrefetch", "fillStream" -> fill(stream(w, method, "fill"), buffer);
            case "readAfterAuto", "readAfterRegular", "readAfterPrefetch", "readAfterStream" ->
                fillAndRead(stream(w, method, "readAfter"), buffer);
            case "fillIncompressible" ->
                fill(new DataStream(BenchmarkSpec.config(w.spec().engine()).build()), buffer);
            case "fillChunk" -> () -> nextChunk(w.generator(), buffer);
            case "chunks4KiB", "chunks64KiB", "chunks1MiB", "chunks64MiB" ->
                walk(w, ByteSize.parse(method.substring("chunks".length())));
            case "verify" -> verify(stream, buffer);
            case "verifyWrong" -> () -> stream.verify(w.size(), buffer); // which has the bytes of offset 0
            case "slices", "copies", "newArrays", "fillEach", "verifyEach", "verifyInOrder" ->
                RecordCalls.prepare(method, stream, (int) w.spec().bytes("size"), w.size());
            case "crc32c", "crc64nvme" -> digest(stream, DigestAlgorithm.parse(method), w.size());
            case "fillCached" -> fillCached(w);
            case "explainConstant" -> explain(w.spec().config(), Workload.memory(w.size()));
            case "explainUnknown" -> explain(w.spec().config().seed(43), buffer); // which has the bytes of offset 0
            case "explainForeign" -> explain(w.spec().config().streamId(1), buffer);
            case "memset" -> () -> MemoryCeiling.MEMSET.run(buffer);
            case "streamLoop" -> () -> MemoryCeiling.STREAM.run(buffer);
            case "readLoop" -> () -> MemoryCeiling.READ.run(buffer);
            case "copy" -> copyFromPool(w);
            case "array" -> fill(stream, new byte[w.size()]);
            case "directByteBuffer" -> fill(stream, ByteBuffer.allocateDirect(w.size()));
            case "heapByteBuffer" -> fill(stream, ByteBuffer.allocate(w.size()));
            case "confined" -> fill(stream, small(w, Arena.ofConfined()));
            case "shared" -> fill(stream, small(w, Arena.ofShared()));
            case "global" -> fill(stream, small(w, Arena.global()));
            case "fromC" -> CallsFromC.fill(stream, isSmall ? small(w, Arena.global()) : buffer, C_CALLS);
            // A downcall with the same arguments, without this library.
            case "bareDowncall" -> CallsFromC.fill(stream, small(w, Arena.global()), 1);
            case "fromConfig" -> () -> sink = new DataGenerator(CREATED);
            case "fromBuilder" -> () -> sink = new DataGenerator(config(2).build());
            case "withRandomSeed" ->
                () -> sink = new DataGenerator(
                        GeneratorConfig.builder().sizeBytes(1 << 20).build());
            case "withAnotherSeed" -> Calls::createWithAnotherSeed;
            case "generateBuffer", "intoSegment", "intoArray", "intoByteBuffer", "existingStream" ->
                oneShot(method, config(1).sizeBytes(w.size()).build(), buffer);
            case "randomPerByte", "splittableRandomPerByte", "splittableRandomRecords", "commonsRngRecords" ->
                Peers.records(method, (int) w.spec().bytes("size"), w.size());
            default -> Peers.prepare(method, w.size());
        };
    }

    private static Runnable oneShot(String method, GeneratorConfig config, MemorySegment buffer) {
        return switch (method) {
            case "generateBuffer" -> () -> sink = DataGenerator.generateBuffer(config);
            case "intoSegment" -> () -> DataGenerator.generateIntoBuffer(config, buffer);
            case "intoArray" -> {
                byte[] array = new byte[(int) buffer.byteSize()];
                yield () -> DataGenerator.generateIntoBuffer(config, array);
            }
            case "intoByteBuffer" -> {
                ByteBuffer direct = ByteBuffer.allocateDirect((int) buffer.byteSize());
                yield () -> DataGenerator.generateIntoBuffer(config, direct.clear());
            }
            default -> fill(new DataStream(config), buffer);
        };
    }

    private static void createWithAnotherSeed() {
        DataGenerator generator = new DataGenerator(CREATED);
        generator.setSeed(7);
        sink = generator;
    }

    /** {@return a stream with the kind of store that the method names after a prefix} */
    private static DataStream stream(Workload w, String method, String prefix) {
        String mode = method.substring(prefix.length()).toUpperCase(Locale.ROOT);
        return w.stream(StoreMode.valueOf(mode));
    }

    private static Runnable fill(DataStream stream, MemorySegment buffer) {
        return () -> stream.fill(0, buffer);
    }

    private static Runnable fill(DataStream stream, byte[] array) {
        return () -> stream.fill(0, array);
    }

    private static Runnable fill(DataStream stream, ByteBuffer buffer) {
        return () -> stream.fill(0, buffer.clear());
    }

    private static Runnable fillAlongStream(Workload w) {
        long[] offset = {0};
        return () -> {
            w.stream().fill(offset[0], w.buffer());
            offset[0] = (offset[0] + w.size()) % WALK_BYTES;
        };
    }

    private static Runnable fillAndRead(DataStream stream, MemorySegment buffer) {
        return () -> {
            stream.fill(0, buffer);
            MemoryCeiling.READ.run(buffer);
        };
    }

    private static Runnable verify(DataStream stream, MemorySegment buffer) {
        stream.fill(0, buffer);
        return () -> {
            Verification result = stream.verify(0, buffer);
            if (!result.isOk()) {
                throw new IllegalStateException("wrong bytes: " + result);
            }
        };
    }

    private static Runnable explain(GeneratorConfig.Builder config, MemorySegment buffer) {
        DataStream stream = new DataStream(config.sizeBytes(buffer.byteSize()).build());
        return () -> {
            Explainer explainer = new Explainer(stream, List.of(), Explainer.Effort.QUICK);
            for (long at = 0; at < buffer.byteSize(); at += EXPLAINED_BYTES) {
                explainer.verify(at, buffer.asSlice(at, Math.min(EXPLAINED_BYTES, buffer.byteSize() - at)));
            }
            try {
                sink = explainer.explain();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
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
        DataGenerator generator = new DataGenerator(w.stream(StoreMode.REGULAR));
        return () -> {
            generator.reset();
            for (long at = 0; at < w.size(); at += chunk) {
                generator.fillChunk(w.buffer().asSlice(at, chunk));
            }
        };
    }

    private static Runnable digest(DataStream stream, DigestAlgorithm algorithm, long bytes) {
        return () -> sink = StreamDigest.of(stream, algorithm, 0, bytes);
    }

    private static Runnable fillCached(Workload w) {
        MemorySegment cached = w.buffer().asSlice(0, CACHED_BYTES);
        return () -> {
            for (long at = 0; at < w.size(); at += CACHED_BYTES) {
                w.stream().fill(at, cached);
            }
        };
    }

    private static Runnable copyFromPool(Workload w) {
        MemorySegment pool = Workload.memory(w.spec().bytes("pool"));
        w.stream().fill(0, pool);
        long[] next = {0};
        return () -> {
            MemorySegment.copy(pool, next[0], w.buffer(), 0, w.size());
            next[0] = (next[0] + w.size()) % pool.byteSize();
        };
    }

    /** @throws IllegalStateException if a generator has started a thread; it starts none before it needs one */
    static void checkThreads() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("dgen-")) {
                throw new IllegalStateException("a generator started " + thread);
            }
        }
    }

    private static MemorySegment small(Workload w, Arena arena) {
        return arena.allocate(w.size(), 64);
    }

    private static GeneratorConfig.Builder config(int maxThreads) {
        return GeneratorConfig.builder().seed(42).sizeBytes(1L << 40).maxThreads(maxThreads);
    }
}
