// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.testing.Configs;
import io.dgen.testing.Forked;
import io.dgen.testing.StackEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * A call that ends with a StackOverflowError does not leave its generator in use. Runs in another JVM, because such an
 * error makes classes unusable; it only interprets, because compiled calls need so little stack that some steps are
 * never hit.
 */
class GeneratorReleaseTest {

    @Test
    void aGeneratorIsFreeAfterAStackOverflow() {
        Forked.Result result =
                Forked.onClassPath(Program.class).withEverything().jvm("-Xint").run();

        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out().lines())
                .containsExactly("fillChunk: 0 in use", "position: 0 in use", "setSeed: 0 in use");
    }

    static final class Program {
        private static final int MAX_FREE_FRAMES = 200;

        private static final GeneratorConfig CONFIG = Configs.of(new Recipe(1, 1, 1 << 20, 4096, 1), Engine.SCALAR, 1);

        private static int errors;

        private Program() {}

        public static void main(String[] args) throws Exception {
            byte[] buffer = new byte[4096];
            report("fillChunk", generator -> generator.fillChunk(buffer));
            report("position", generator -> generator.position(4096));
            report("setSeed", generator -> generator.setSeed(7));
        }

        private static void report(String name, Consumer<DataGenerator> call) throws InterruptedException {
            call.accept(new DataGenerator(CONFIG)); // loads classes
            List<DataGenerator> generators = new ArrayList<>();
            errors = 0;
            StackEnd.run(() -> {
                for (int free = 0; free < MAX_FREE_FRAMES; free++) {
                    DataGenerator generator = new DataGenerator(CONFIG);
                    generators.add(generator);
                    try {
                        StackEnd.call(free, () -> call.accept(generator));
                    } catch (StackOverflowError | NoClassDefFoundError e) {
                        errors++;
                    }
                }
            });
            int inUse = 0;
            for (DataGenerator generator : generators) {
                try {
                    generator.reset();
                } catch (IllegalStateException e) {
                    inUse++;
                }
            }
            System.out.println(name + ": " + (errors == 0 ? "no error" : inUse + " in use"));
        }
    }
}
