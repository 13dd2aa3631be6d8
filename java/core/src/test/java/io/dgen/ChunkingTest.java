// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.testing.Configs;
import io.dgen.testing.Guarded;
import io.dgen.testing.MemoryKind;
import io.dgen.testing.Model;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The recipe alone determines the bytes: chunk sizes, configuration and kind of memory do not. */
class ChunkingTest {
    /** Large enough that several threads process a call; none of its sizes is a multiple of another one. */
    private static final Recipe LARGE = new Recipe(21, 22, (5 << 20) + 4097 + 37, 64 << 10, 2.5);

    private static final Recipe SMALL = new Recipe(23, 24, 20_011, 4096, 1.5);

    private static final byte[] LARGE_BYTES = Model.stream(LARGE);

    private static final byte[] SMALL_BYTES = Model.stream(SMALL);

    static List<GeneratorConfig> allWays() {
        return Configs.allWays(LARGE);
    }

    @ParameterizedTest
    @MethodSource("allWays")
    void oneCallGivesTheModelsBytes(GeneratorConfig config) {
        MemorySegment bytes = DataGenerator.generateBuffer(config);

        assertSame(bytes, LARGE_BYTES, 0);
        assertThat(new DataStream(config).verify(0, bytes)).isEqualTo(Verification.ok(LARGE.sizeBytes()));
    }

    @ParameterizedTest
    @MethodSource("allWays")
    void chunksGiveTheSameBytes(GeneratorConfig config) {
        for (int chunk : new int[] {65_537, 1 << 20, (4 << 20) + 1}) {
            assertSame(inChunks(config, chunk), LARGE_BYTES, 0);
        }
    }

    @Test
    void tinyChunksGiveTheSameBytes() {
        for (Engine engine : Configs.engines()) {
            for (int chunk : new int[] {1, 2, 7, 63, 64, 100, 4095, 4096, 4097, 10_000, 20_011, 20_012}) {
                assertSame(inChunks(Configs.of(SMALL, engine, 2), chunk), SMALL_BYTES, 0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfMemoryGetsTheSameBytes(MemoryKind kind) {
        for (Engine engine : Configs.engines()) {
            for (int threads : new int[] {1, 3}) {
                DataStream stream = new DataStream(Configs.of(LARGE, engine, threads));
                int offset = 12_345;
                int length = (4 << 20) + 77;
                Guarded target = Guarded.allocate(kind, 19, length);
                stream.fill(offset, target.range());
                target.assertHolds(LARGE_BYTES, offset, engine + " into " + kind);
                assertThat(stream.verify(offset, target.range())).isEqualTo(Verification.ok(length));
            }
        }
    }

    @Test
    void randomAccessEqualsStreaming() {
        SplittableRandom random = new SplittableRandom(13);
        for (Engine engine : Configs.engines()) {
            DataStream stream = new DataStream(Configs.of(LARGE, engine, 4));
            for (int i = 0; i < 60; i++) {
                int offset = random.nextInt(LARGE_BYTES.length);
                int length = random.nextInt(Math.min(LARGE_BYTES.length - offset, i % 20 == 0 ? 5 << 20 : 50_000) + 1);
                MemorySegment buffer = Arena.ofAuto().allocate(length);
                stream.fill(offset, buffer);
                assertSame(buffer, LARGE_BYTES, offset);
            }
        }
    }

    @Test
    void lengthsAroundTheLimitsOfParallelCalls() {
        // Lengths slightly below and above the limits from which a call is divided into slices and processed by several
        // threads.
        DataStream stream = new DataStream(Configs.of(LARGE, Engine.AUTO, 4));
        for (int length : new int[] {1 << 20, 2 << 20, 4 << 20}) {
            for (int delta = -1; delta <= 1; delta++) {
                for (int offset : new int[] {0, 1, (1 << 20) - 1, 1 << 20}) {
                    Guarded target = Guarded.allocate(MemoryKind.NATIVE, 1, length + delta);
                    stream.fill(offset, target.range());
                    target.assertHolds(LARGE_BYTES, offset, "offset " + offset + " length " + (length + delta));
                }
            }
        }
    }

    @Test
    void manyThreadsUseOneStreamAtOnce() throws InterruptedException {
        DataStream stream = new DataStream(Configs.of(LARGE, Engine.AUTO, 4));
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 6; t++) {
            SplittableRandom random = new SplittableRandom(t);
            threads.add(Thread.ofPlatform().start(() -> {
                try (Arena arena = Arena.ofConfined()) {
                    MemorySegment buffer = arena.allocate(4 << 20);
                    for (int i = 0; i < 10; i++) {
                        int offset = random.nextInt(1 << 20);
                        stream.fill(offset, buffer);
                        assertSame(buffer, LARGE_BYTES, offset);
                        assertThat(stream.verify(offset, buffer).isOk()).isTrue();
                    }
                } catch (Throwable e) {
                    failures.add(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void virtualThreadsGetTheSameBytes() throws InterruptedException {
        MemorySegment bytes = Arena.ofAuto().allocate(LARGE_BYTES.length);
        Thread.ofVirtual()
                .start(() -> new DataStream(Configs.of(LARGE)).fill(0, bytes))
                .join();

        assertSame(bytes, LARGE_BYTES, 0);
    }

    private static MemorySegment inChunks(GeneratorConfig config, int chunkBytes) {
        MemorySegment all = Arena.ofAuto().allocate(config.recipe().sizeBytes());
        MemorySegment chunk = Arena.ofAuto().allocate(chunkBytes);
        try (DataGenerator generator = new DataGenerator(config)) {
            while (!generator.isComplete()) {
                long at = generator.position();
                long n = generator.fillChunk(chunk);
                assertThat(n).isEqualTo(Math.min(chunkBytes, all.byteSize() - at));
                MemorySegment.copy(chunk, 0, all, at, n);
            }
            assertThat(generator.position()).isEqualTo(all.byteSize());
        }
        return all;
    }

    private static void assertSame(MemorySegment actual, byte[] expected, int from) {
        MemorySegment want = MemorySegment.ofArray(expected).asSlice(from, actual.byteSize());
        assertThat(actual.mismatch(want)).as("first wrong byte").isEqualTo(-1);
    }
}
