// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.dgen.testing.Configs;
import io.dgen.testing.Model;
import io.dgen.testing.Skip;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests buffers in closed arenas, and buffers of other threads. */
@Timeout(120)
class ArenaTest {
    private static final int SMALL = 5000;
    private static final int LARGE = 5 << 20;

    private static final Recipe RECIPE = new Recipe(91, 92, LARGE, 4096, 1);

    private static final byte[] BYTES = Model.stream(RECIPE);

    /** All calls that take a segment. */
    static Stream<Consumer<MemorySegment>> uses() {
        return Configs.engines().stream().flatMap(engine -> {
            DataStream stream = new DataStream(Configs.of(RECIPE, engine, 4));
            return Stream.<Consumer<MemorySegment>>of(
                    s -> stream.fill(0, s),
                    s -> stream.verify(0, s),
                    s -> new DataGenerator(stream).fillChunk(s),
                    s -> stream.fill(0, s.asByteBuffer()),
                    s -> stream.verify(0, s.asByteBuffer()));
        });
    }

    @ParameterizedTest
    @MethodSource("uses")
    @SuppressWarnings("MustBeClosedChecker") // closed before use: that is what is tested
    void aClosedArenaIsRefused(Consumer<MemorySegment> use) {
        for (int size : new int[] {0, SMALL, LARGE}) {
            for (Arena arena : List.of(Arena.ofConfined(), Arena.ofShared())) {
                MemorySegment segment = arena.allocate(size);
                ByteBuffer buffer = segment.asByteBuffer();
                arena.close();
                assertThatIllegalStateException()
                        .isThrownBy(() -> use.accept(MemorySegment.ofBuffer(buffer)))
                        .withMessage("buffer of " + size + " bytes: its arena is closed");
                assertThatIllegalStateException().isThrownBy(() -> use.accept(segment));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("uses")
    void anotherThreadsConfinedArenaIsRefused(Consumer<MemorySegment> use) throws InterruptedException {
        try (Arena arena = Arena.ofConfined()) {
            for (int size : new int[] {0, SMALL, LARGE}) {
                MemorySegment segment = arena.allocate(size);
                AtomicReference<Throwable> thrown = new AtomicReference<>();
                Thread stranger = Thread.ofPlatform()
                        .name("stranger")
                        .start(() -> thrown.set(catchThrowable(() -> use.accept(segment))));
                stranger.join();

                assertThat(thrown.get())
                        .isInstanceOf(WrongThreadException.class)
                        .hasMessageContaining("buffer of " + size + " bytes")
                        .hasMessageContaining("another thread than stranger");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void theCallersConfinedArenaIsFilledByManyThreads(Engine engine) {
        Skip.unlessAvailable(engine, Tier.AUTO);
        DataStream stream = new DataStream(Configs.of(RECIPE, engine, 8));
        for (int i = 0; i < 10; i++) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment segment = arena.allocate(LARGE);
                stream.fill(0, segment);
                assertThat(segment.mismatch(MemorySegment.ofArray(BYTES))).isEqualTo(-1);
                assertThat(stream.verify(0, segment).isOk()).isTrue();
            }
        }
    }

    /** Either the close fails because a call is in progress, or the next access throws an exception. */
    @ParameterizedTest
    @MethodSource("uses")
    @SuppressWarnings("MustBeClosedChecker") // closed as soon as it can be
    void closingASharedArenaDuringCallsIsSafe(Consumer<MemorySegment> use) throws InterruptedException {
        for (int round = 0; round < 25; round++) {
            Arena arena = Arena.ofShared();
            MemorySegment segment = arena.allocate(round % 2 == 0 ? LARGE : SMALL);
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread user = Thread.ofPlatform()
                    .start(() -> thrown.set(catchThrowable(() -> {
                        while (true) {
                            use.accept(segment);
                        }
                    })));
            for (int spin = 0; spin < round * 1000; spin++) {
                Thread.onSpinWait();
            }
            closeWhenPossible(arena);
            user.join();

            assertThat(thrown.get()).isInstanceOf(IllegalStateException.class);
            assertThat(segment.scope().isAlive()).isFalse();
        }
    }

    private static void closeWhenPossible(Arena arena) {
        while (true) {
            try {
                arena.close();
                return;
            } catch (IllegalStateException inUse) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aRefusedBufferDoesNotMoveTheGenerator() {
        MemorySegment closed;
        try (Arena arena = Arena.ofConfined()) {
            closed = arena.allocate(10);
        }
        try (DataGenerator generator = new DataGenerator(Configs.of(RECIPE))) {
            generator.position(7);
            assertThatIllegalStateException().isThrownBy(() -> generator.fillChunk(closed));
            assertThat(generator.position()).isEqualTo(7);
        }
    }

    @Test
    void everyEngineRefusesTheSame() {
        MemorySegment readOnly = Arena.ofAuto().allocate(LARGE).asReadOnly();
        for (Engine engine : Configs.engines()) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> new DataStream(Configs.of(RECIPE, engine, 4)).fill(0, readOnly));
        }
    }
}
