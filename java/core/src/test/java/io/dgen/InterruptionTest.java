// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.dgen.testing.Configs;
import io.dgen.testing.Model;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class InterruptionTest {
    private static final Recipe RECIPE = new Recipe(101, 102, 6 << 20, 4096, 1);

    private static final byte[] BYTES = Model.stream(RECIPE);

    static Stream<Arguments> ways() {
        return Configs.engines().stream()
                .flatMap(engine -> Stream.of(1, 4).flatMap(threads -> {
                    DataStream stream = new DataStream(Configs.of(RECIPE, engine, threads));
                    BiConsumer<DataStream, MemorySegment> fill = (s, buffer) -> s.fill(0, buffer);
                    BiConsumer<DataStream, MemorySegment> verify = (s, buffer) -> s.verify(0, buffer);
                    return Stream.of(Arguments.of(stream, fill), Arguments.of(stream, verify));
                }));
    }

    @AfterEach
    void theNextCallWorks() {
        assertThat(Thread.interrupted()).isFalse();
        byte[] bytes = new byte[BYTES.length];
        new DataStream(Configs.of(RECIPE)).fill(0, bytes);
        assertThat(bytes).isEqualTo(BYTES);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anInterruptedThreadsLargeCallIsCancelled(DataStream stream, BiConsumer<DataStream, MemorySegment> call) {
        MemorySegment buffer = Arena.ofAuto().allocate(BYTES.length);
        Thread.currentThread().interrupt();
        Throwable thrown = catchThrowable(() -> call.accept(stream, buffer));

        assertThat(Thread.interrupted()).as("interrupt status").isTrue();
        assertThat(thrown).isInstanceOf(CancellationException.class).hasMessageContaining("interrupted");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anInterruptFromOutsideCancels(DataStream stream, BiConsumer<DataStream, MemorySegment> call)
            throws InterruptedException {
        MemorySegment buffer = Arena.ofAuto().allocate(BYTES.length);
        AtomicBoolean started = new AtomicBoolean();
        AtomicBoolean flagKept = new AtomicBoolean();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread worker = Thread.ofPlatform().start(() -> {
            thrown.set(catchThrowable(() -> {
                while (true) {
                    call.accept(stream, buffer);
                    started.set(true);
                }
            }));
            flagKept.set(Thread.currentThread().isInterrupted());
        });
        while (!started.get()) {
            Thread.onSpinWait();
        }
        worker.interrupt();
        worker.join();

        assertThat(thrown.get()).isInstanceOf(CancellationException.class);
        assertThat(flagKept).isTrue();
    }

    @Test
    void aSmallCallCompletesDespiteAnInterrupt() {
        byte[] bytes = new byte[100_000];
        Thread.currentThread().interrupt();
        new DataStream(Configs.of(RECIPE)).fill(0, bytes);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(bytes).isEqualTo(Arrays.copyOf(BYTES, bytes.length));
    }

    @Test
    void aCancelledCallDoesNotMoveTheGenerator() {
        try (DataGenerator generator = new DataGenerator(Configs.of(RECIPE))) {
            generator.position(5);
            byte[] chunk = new byte[5 << 20];
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> generator.fillChunk(chunk));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(generator.position()).isEqualTo(5);
            generator.fillChunk(chunk);
            assertThat(chunk).isEqualTo(Arrays.copyOfRange(BYTES, 5, 5 + chunk.length));
        }
    }
}
