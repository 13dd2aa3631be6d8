// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.dgen.testing.Configs;
import io.dgen.testing.Forked;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class GeneratorThreadsTest {
    private static final Recipe RECIPE = new Recipe(111, 112, 8 << 20, 4096, 1);

    @Test
    void tenThousandGeneratorsCreateNoThreads() {
        byte[] large = new byte[8 << 20];
        try (DataGenerator generator = new DataGenerator(Configs.of(RECIPE))) {
            generator.fillChunk(large);
        }
        long before = workers();
        List<DataGenerator> generators = new ArrayList<>();
        byte[] small = new byte[100];
        for (int i = 0; i < 10_000; i++) {
            DataGenerator generator = new DataGenerator(Configs.of(RECIPE));
            generator.fillChunk(small);
            if (i % 1000 == 0) {
                generator.fillChunk(large);
            }
            generators.add(generator);
        }

        assertThat(workers())
                .isLessThanOrEqualTo(Math.max(before, Runtime.getRuntime().availableProcessors() - 1));
        generators.forEach(DataGenerator::close);
    }

    /** More helpers than this machine may have CPUs. */
    @Test
    void sevenHelpersMakeTheSameBytes() {
        Forked.Result result = Forked.onClassPath(Program.class)
                .withEverything()
                .jvm("-XX:ActiveProcessorCount=8")
                .run();

        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out().strip()).isEqualTo("wrong: 0, helpers: 7");
    }

    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            long wrong = 0;
            for (Engine engine : Configs.engines()) {
                for (int i = 0; i < 10; i++) {
                    Recipe recipe = RECIPE.withStreamId(i);
                    try (Arena arena = Arena.ofConfined()) {
                        MemorySegment many = arena.allocate(recipe.sizeBytes());
                        MemorySegment one = arena.allocate(recipe.sizeBytes());
                        DataStream stream = new DataStream(Configs.of(recipe, engine, 8));
                        stream.fill(0, many);
                        new DataStream(Configs.of(recipe, engine, 1)).fill(0, one);
                        wrong += many.mismatch(one) >= 0
                                        || !stream.verify(0, many).isOk()
                                ? 1
                                : 0;
                    }
                }
            }
            System.out.println("wrong: " + wrong + ", helpers: " + workers());
        }
    }

    private static long workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("dgen-"))
                .count();
    }

    /** Repeats until the two threads have collided inside the generator. */
    @Test
    void useByTwoThreadsAtOnceIsRefused() throws InterruptedException {
        try (DataGenerator generator = new DataGenerator(Configs.of(RECIPE))) {
            AtomicBoolean met = new AtomicBoolean();
            byte[] chunk = new byte[8 << 20];
            Thread other = Thread.ofPlatform().name("other").start(() -> {
                while (!met.get()) {
                    try {
                        generator.reset();
                        generator.fillChunk(chunk);
                    } catch (IllegalStateException refused) {
                        Thread.onSpinWait();
                    }
                }
            });
            Throwable refused = null;
            while (refused == null && !Thread.currentThread().isInterrupted()) {
                refused = catchThrowable(generator::reset);
            }
            met.set(true);
            other.join();

            assertThat(refused)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("generator is in use by thread other");
            generator.reset();
            assertThat(generator.fillChunk(chunk)).isEqualTo(chunk.length);
        }
    }

    @Test
    void threadsMayTakeTurns() throws InterruptedException {
        try (DataGenerator generator = new DataGenerator(Configs.of(RECIPE))) {
            for (int i = 0; i < 4; i++) {
                Thread turn = Thread.ofPlatform().start(() -> generator.fillChunk(new byte[1000]));
                turn.join();
            }
            assertThat(generator.position()).isEqualTo(4000);
        }
    }
}
