package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.dgen.testing.Configs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class GeneratorThreadsTest {
    private static final Recipe RECIPE = new Recipe(111, 112, 8 << 20, 4096, 1);

    @Test
    void tenThousandGeneratorsMakeNoThreads() {
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

    private static long workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("dgen-"))
                .count();
    }

    /** Goes on until the two threads have met inside the generator. */
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
