// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.testing.Configs;
import io.dgen.testing.Forked;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Calls that end early leave no helper and no state behind: three threads that verify overlapping parts of one segment
 * afterwards, and between such calls, are never told that right bytes are wrong. A defect may crash the JVM, so the test
 * runs in another JVM. {@code -Ddgen.stress=N} sets the number of rounds; long runs need {@code -Ddgen.fork.minutes=N}.
 */
class OverlapStressTest {

    @Test
    void rightBytesAreNeverWrong() {
        Forked.Result result = Forked.onClassPath(Program.class)
                .withEverything()
                .run(Integer.getInteger("dgen.stress", 20).toString());

        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out().lines()).hasSize(Configs.engines().size()).allMatch(line -> line.endsWith(": 0 wrong"));
    }

    static final class Program {
        private static final int SIZE = 12 << 20;

        private final DataStream stream;
        private final int rounds;
        private final SplittableRandom random = new SplittableRandom(12);
        private final AtomicInteger wrong = new AtomicInteger();

        private Program(DataStream stream, int rounds) {
            this.stream = stream;
            this.rounds = rounds;
        }

        public static void main(String[] args) throws Exception {
            for (Engine engine : Configs.engines()) {
                GeneratorConfig config = GeneratorConfig.builder()
                        .recipe(new Recipe(3, 4, SIZE, 4096, 1))
                        .engine(engine)
                        .tier(engine == Engine.NATIVE ? Tier.PORTABLE : Tier.AUTO)
                        .maxThreads(4)
                        .build();
                new Program(new DataStream(config), Integer.parseInt(args[0])).run();
            }
        }

        private void run() throws Exception {
            repeat(this::closeArena);
            repeat(this::interrupt);
            repeat(this::lend);
            Path file = Files.createTempFile("dgen-test", ".bin");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                repeat(() -> truncate(channel));
            } finally {
                Files.delete(file);
            }
            repeat(this::perNode);
            repeat(() -> {});
            System.out.println(stream.engine() + ": " + wrong + " wrong");
        }

        /** A step of a round. */
        private interface Step {
            void run() throws Exception;
        }

        private void repeat(Step step) throws Exception {
            try (Arena arena = Arena.ofShared()) {
                MemorySegment segment = arena.allocate(SIZE);
                stream.fill(0, segment);
                for (int round = 0; round < rounds; round++) {
                    step.run();
                    verifyOverlapping(segment);
                }
            }
        }

        private void verifyOverlapping(MemorySegment segment) throws InterruptedException {
            Thread[] threads = new Thread[3];
            for (int t = 0; t < threads.length; t++) {
                int start = random.nextInt(SIZE / 3);
                int length = 1 + random.nextInt(SIZE - start);
                threads[t] = Thread.ofPlatform().start(() -> {
                    if (!stream.verify(start, segment.asSlice(start, length)).isOk()) {
                        wrong.incrementAndGet();
                    }
                });
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }

        @SuppressWarnings("MustBeClosedChecker") // closed while it is in use
        private void closeArena() throws InterruptedException {
            Arena arena = Arena.ofShared();
            MemorySegment segment = arena.allocate(SIZE);
            Thread user = Thread.ofPlatform().start(() -> ignore(() -> stream.fill(0, segment)));
            spin();
            boolean isClosed = false;
            while (!isClosed) {
                try {
                    arena.close();
                    isClosed = true;
                } catch (IllegalStateException inUse) {
                    Thread.onSpinWait();
                }
            }
            user.join();
        }

        private void interrupt() throws InterruptedException {
            Thread user = Thread.ofPlatform().start(() -> {
                try (Arena arena = Arena.ofConfined()) {
                    MemorySegment segment = arena.allocate(SIZE);
                    ignore(() -> stream.fill(0, segment));
                }
            });
            spin();
            user.interrupt();
            user.join();
        }

        private void lend() throws InterruptedException {
            try (NumaBufferPool pool = NumaBufferPool.allocate(2, SIZE, NumaPolicy.local());
                    NumaBufferPool.Lease one = pool.acquire();
                    NumaBufferPool.Lease two = pool.acquire()) {
                stream.fill(0, one.segment());
                stream.verify(0, two.segment());
            } catch (NumaException e) {
                // other programs use the memory at this moment
            }
        }

        private void truncate(FileChannel channel) throws IOException {
            channel.write(ByteBuffer.allocate(1), SIZE - 1);
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment segment = channel.map(MapMode.READ_WRITE, 0, SIZE, arena);
                channel.truncate(random.nextInt(SIZE));
                ignore(() -> stream.fill(0, segment));
                ignore(() -> stream.verify(0, segment));
            }
        }

        private void perNode() {
            try (DataGenerator generator = new DataGenerator(stream)) {
                for (NodeGenerator part : generator.perNode(1, SIZE)) {
                    try (part) {
                        ignore(() -> part.generator().getChunk(SIZE));
                    }
                }
            }
        }

        private void spin() {
            for (int i = random.nextInt(20_000); i > 0; i--) {
                Thread.onSpinWait();
            }
        }

        private static void ignore(Runnable call) {
            try {
                call.run();
            } catch (IllegalStateException | InternalError legal) {
                // the legal ends of these calls, cancellation included
            }
        }
    }
}
