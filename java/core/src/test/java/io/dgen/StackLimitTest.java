// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.testing.Configs;
import io.dgen.testing.Forked;
import io.dgen.testing.StackEnd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Calls at every depth near the end of the stack, followed at once by the close of the confined arena. A helper that
 * still uses the memory crashes the JVM, so the test runs in another JVM.
 */
class StackLimitTest {

    @Test
    void noHelperUsesTheBufferAfterAStackOverflow() {
        Forked.Result result =
                Forked.onClassPath(Program.class).withEverything().run();

        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out().lines())
                .hasSize(Configs.engines().size())
                .allMatch(line -> line.endsWith(": the next call is right"));
    }

    static final class Program {
        private static final int SIZE = 6 << 20;

        /** Frames of the recursion that are free when the call starts: all steps of a job fit into the largest number. */
        private static final int MAX_FREE_FRAMES = 500;

        /** Number of frames between two calls of a round. */
        private static final int STEP = 7;

        private static final int ROUNDS = Integer.getInteger("dgen.stress", 14);

        private static int errors;

        private Program() {}

        public static void main(String[] args) throws Exception {
            for (Engine engine : Configs.engines()) {
                DataStream stream = new DataStream(Configs.of(new Recipe(1, 1, SIZE, 4096, 1), engine, 4));
                StackEnd.run(() -> run(stream));
            }
        }

        private static void run(DataStream stream) {
            byte[] right = new byte[SIZE];
            stream.fill(0, right);
            for (int round = 0; round < ROUNDS; round++) {
                for (int free = round % STEP; free < MAX_FREE_FRAMES; free += STEP) {
                    try (Arena arena = Arena.ofConfined()) {
                        MemorySegment segment = arena.allocate(SIZE);
                        Runnable call =
                                round % 2 == 0 ? () -> stream.fill(0, segment) : () -> stream.verify(0, segment);
                        try {
                            StackEnd.call(free, call);
                        } catch (StackOverflowError | NoClassDefFoundError e) {
                            errors++;
                        }
                    }
                }
            }
            byte[] bytes = new byte[SIZE];
            stream.fill(0, bytes);
            boolean isRight = errors > 0
                    && Arrays.equals(bytes, right)
                    && stream.verify(0, MemorySegment.ofArray(bytes)).isOk();
            System.out.println(stream.engine() + ": the next call is " + (isRight ? "right" : "WRONG"));
        }
    }
}
