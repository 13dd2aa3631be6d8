// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.cli.pipeline.ChunkWorkers.Consumer;
import io.dgen.cli.pipeline.ChunkWorkers.Producer;
import io.dgen.cli.pipeline.WorkerRun.Seat;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class ChunkRunTest {
    private static final int CHUNK = 4096;

    private static final Producer FILL = (buffer, position) -> {
        buffer.fill((byte) (position / CHUNK));
        return buffer.byteSize();
    };

    private static final Consumer NOTHING = (_, _) -> {};

    /** Starts at most that many threads. */
    private static ThreadFactory threads(int most) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            if (count.incrementAndGet() > most) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return Thread.ofPlatform().daemon().unstarted(task);
        };
    }

    private static List<Seat> seats(int workers, int threads) {
        ThreadFactory factory = threads(threads);
        return Stream.generate(() -> new Seat(Arena.ofAuto().allocate(CHUNK), factory))
                .limit(workers)
                .toList();
    }

    private static ChunkRun run(Parallelism p, long total, Producer producer, Consumer consumer) {
        return new ChunkRun(CHUNK, total, producer, p.computing(), consumer, p.writing(), p.isSequential());
    }

    private static ChunkRun reading(Parallelism p, long total, Producer producer, Consumer consumer) {
        return new ChunkRun(CHUNK, total, producer, p.reading(), consumer, p.computing(), p.isSequential());
    }

    private static Parallelism parallel(int workers) {
        return new Parallelism(workers, workers, false);
    }

    private static Parallelism sequential(int workers) {
        return new Parallelism(workers, 1, true);
    }

    /** With no thread, the caller does the work. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 0, 0",
        "1, 1, 1, 1",
        "2, 2, 4096, 1",
        "2, 2, 4097, 2",
        "3, 3, 40960, 10",
        "8, 8, 409601, 101",
        "8, 3, 409601, 101",
        "4, 0, 40961, 11"
    })
    void everyByteGoesThroughOnce(int workers, int threads, long total, int chunks) throws Exception {
        ConcurrentSkipListSet<Long> positions = new ConcurrentSkipListSet<>();
        AtomicLong sum = new AtomicLong();
        run(parallel(workers), total, FILL, (bytes, position) -> {
                    assertThat(bytes.get(ValueLayout.JAVA_BYTE, bytes.byteSize() - 1))
                            .isEqualTo((byte) (position / CHUNK));
                    assertThat(positions.add(position)).isTrue();
                    sum.addAndGet(bytes.byteSize());
                })
                .run(seats(workers, threads));

        assertThat(positions).hasSize(chunks);
        assertThat(sum).hasValue(total);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "5, 5", "5, 2", "5, 0"})
    void sequentialSinkGetsChunksInOrder(int workers, int threads) throws Exception {
        List<Long> positions = new ArrayList<>(); // the gate publishes it
        run(sequential(workers), 1000 * CHUNK, FILL, (_, position) -> positions.add(position))
                .run(seats(workers, threads));

        assertThat(positions).hasSize(1000).isSorted();
    }

    /** The second chunk is ready long before the first one. One writer of positions writes in order, too. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void singleWriterWaitsForTheFirstChunk(boolean isSequential) throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        List<Long> positions = new ArrayList<>();
        run(
                        new Parallelism(2, 1, isSequential),
                        2 * CHUNK,
                        (buffer, position) -> {
                            if (position == 0) {
                                await(second);
                                sleep(50);
                            } else {
                                second.countDown();
                            }
                            return buffer.byteSize();
                        },
                        (_, position) -> positions.add(position))
                .run(seats(2, 2));

        assertThat(positions).containsExactly(0L, (long) CHUNK);
    }

    @Test
    void sequentialSourceIsReadInOrder() throws Exception {
        List<Long> positions = new ArrayList<>();
        reading(
                        sequential(4),
                        1000 * CHUNK,
                        (buffer, position) -> {
                            positions.add(position);
                            return buffer.byteSize();
                        },
                        NOTHING)
                .run(seats(4, 4));

        assertThat(positions).hasSize(1000).isSorted();
    }

    @Test
    void severalWorkersWriteAtTheSameTime() throws Exception {
        CyclicBarrier three = new CyclicBarrier(3);
        run(parallel(3), 9 * CHUNK, FILL, (_, _) -> await(three)).run(seats(3, 3));
    }

    @Test
    void workersGenerateAheadOfASequentialSink() throws Exception {
        CountDownLatch second = new CountDownLatch(2);
        Producer counting = (buffer, _) -> {
            second.countDown();
            return buffer.byteSize();
        };
        // The first chunk's writer waits for the second chunk.
        run(sequential(2), 3 * CHUNK, counting, (_, _) -> await(second)).run(seats(2, 2));

        assertThat(second.getCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "2, 4", "4, 1", "4, 3"})
    void limitsOfBothStepsHold(int threads, int transfers) throws Exception {
        AtomicInteger producing = new AtomicInteger();
        AtomicInteger consuming = new AtomicInteger();
        Parallelism p = new Parallelism(threads, transfers, false);
        run(
                        p,
                        400 * CHUNK,
                        (buffer, _) -> {
                            assertThat(producing.incrementAndGet()).isLessThanOrEqualTo(threads);
                            Thread.yield();
                            producing.decrementAndGet();
                            return buffer.byteSize();
                        },
                        (_, _) -> {
                            assertThat(consuming.incrementAndGet()).isLessThanOrEqualTo(transfers);
                            Thread.yield();
                            consuming.decrementAndGet();
                        })
                .run(seats(p.workers(), p.workers()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void shortChunkIsTheLast(int threads) throws Exception {
        AtomicLong sum = new AtomicLong();
        reading(
                        parallel(3),
                        1 << 20,
                        (_, position) -> position < CHUNK ? CHUNK : position == CHUNK ? 10 : 0,
                        (bytes, _) -> sum.addAndGet(bytes.byteSize()))
                .run(seats(3, threads));

        assertThat(sum).hasValue(CHUNK + 10);
    }

    /** A worker may find the end after it has taken a chunk: it still passes the turn on. */
    @Test
    void shortChunkEndsAnOrderedRun() throws Exception {
        Producer shortFourth = (_, position) -> position == 3 * CHUNK ? CHUNK / 2 : CHUNK;
        for (int round = 0; round < 300; round++) {
            List<Long> positions = new ArrayList<>();
            run(sequential(4), Long.MAX_VALUE - CHUNK, shortFourth, (_, position) -> positions.add(position))
                    .run(seats(4, 4));

            assertThat(positions).startsWith(0L, 4096L, 8192L, 12288L).isSorted();
        }
    }

    @Test
    void sequentialSourceIsNotReadAfterItsEnd() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        reading(sequential(4), 1 << 20, (_, _) -> reads.incrementAndGet() == 3 ? 10 : CHUNK, NOTHING)
                .run(seats(4, 4));

        assertThat(reads).hasValue(3);
    }

    @ParameterizedTest
    @CsvSource({"false, 3", "true, 3", "false, 0", "true, 0"})
    void producersFailureEndsTheRun(boolean isSequential, int threads) {
        AtomicLong written = new AtomicLong();
        Parallelism p = isSequential ? sequential(3) : parallel(3);
        assertThatThrownBy(() -> run(
                                p,
                                Long.MAX_VALUE,
                                (buffer, position) -> {
                                    if (position == 3 * CHUNK) {
                                        throw new IOException("bad sector");
                                    }
                                    return buffer.byteSize();
                                },
                                (_, position) -> written.accumulateAndGet(position, Math::max))
                        .run(seats(3, threads)))
                .isInstanceOf(IOException.class)
                .hasMessage("bad sector");
        if (isSequential) {
            assertThat(written.get()).isLessThan(3 * CHUNK);
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 3", "true, 3", "false, 0", "true, 0"})
    void consumersFailureEndsTheRun(boolean isSequential, int threads) {
        Parallelism p = isSequential ? sequential(3) : parallel(3);
        assertThatThrownBy(() -> run(p, Long.MAX_VALUE, FILL, (_, _) -> {
                            throw new IOException("disk full");
                        })
                        .run(seats(3, threads)))
                .hasMessage("disk full");
    }

    /** The second chunk is ready when the first one fails. */
    @Test
    void noChunkOfASequentialRunFollowsAGap() {
        CountDownLatch two = new CountDownLatch(2);
        List<Long> positions = new ArrayList<>();
        Producer counting = (buffer, _) -> {
            two.countDown();
            return buffer.byteSize();
        };
        assertThatThrownBy(() -> run(sequential(2), Long.MAX_VALUE, counting, (_, position) -> {
                            positions.add(position);
                            await(two);
                            sleep(20);
                            throw new IOException("disk full");
                        })
                        .run(seats(2, 2)))
                .hasMessage("disk full");
        assertThat(positions).containsExactly(0L);
    }

    /** The memory is freed after the run. */
    @ParameterizedTest
    @MethodSource
    void noWorkerUsesItsBufferAfterAFailure(Error failure) {
        AtomicInteger active = new AtomicInteger();
        Producer failing = (buffer, position) -> {
            active.incrementAndGet();
            try {
                if (position == 10 * CHUNK) {
                    throw failure;
                }
                buffer.fill((byte) 1);
                return buffer.byteSize();
            } finally {
                active.decrementAndGet();
            }
        };
        assertThatThrownBy(
                        () -> run(parallel(4), Long.MAX_VALUE, failing, NOTHING).run(seats(4, 4)))
                .isSameAs(failure);
        assertThat(active).hasValue(0);
    }

    static List<Error> noWorkerUsesItsBufferAfterAFailure() {
        return List.of(new StackOverflowError(), new OutOfMemoryError(), new AssertionError("defect"));
    }

    /** A file is not closed by the interrupt: its writers finish their chunks. */
    @Test
    void interruptLetsWritersOfPositionsFinish() throws Exception {
        Thread owner = Thread.currentThread();
        AtomicInteger unfinished = new AtomicInteger();
        assertThatThrownBy(() -> run(parallel(2), Long.MAX_VALUE, FILL, (_, _) -> {
                            unfinished.incrementAndGet();
                            owner.interrupt();
                            sleep(20);
                            unfinished.decrementAndGet();
                        })
                        .run(seats(2, 2)))
                .isInstanceOf(InterruptedException.class);
        assertThat(unfinished).hasValue(0);
        assertThat(Thread.interrupted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void interruptEndsABlockedTransferOfASequentialRun(boolean isWriting) {
        Thread owner = Thread.currentThread();
        Parallelism p = sequential(2);
        Producer blocked = (buffer, _) -> {
            owner.interrupt();
            await(new CountDownLatch(1));
            return buffer.byteSize();
        };
        ChunkRun run = isWriting
                ? run(p, Long.MAX_VALUE, FILL, (bytes, position) -> {
                    long ignored = blocked.fill(bytes, position);
                })
                : reading(p, Long.MAX_VALUE, blocked, NOTHING);
        assertThatThrownBy(() -> run.run(seats(2, 2))).isInstanceOf(InterruptedException.class);
    }

    @Test
    void interruptEndsARunWithoutThreads() {
        assertThatThrownBy(() -> run(
                                parallel(2),
                                Long.MAX_VALUE,
                                FILL,
                                (_, _) -> Thread.currentThread().interrupt())
                        .run(seats(2, 0)))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted())
                .as("the status was set by the consumer")
                .isTrue();
    }

    @Test
    void timesAreMeansOfTheWorkers() throws Exception {
        Timing timing = run(
                        parallel(2),
                        8 * CHUNK,
                        (buffer, _) -> {
                            sleep(2);
                            return buffer.byteSize();
                        },
                        NOTHING)
                .run(seats(2, 2));

        assertThat(timing.producerNanos()).isPositive().isLessThanOrEqualTo(timing.elapsedNanos());
        assertThat(timing.consumerNanos()).isLessThan(timing.producerNanos());
    }

    private static void sleep(int millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    private static void await(CyclicBarrier barrier) throws IOException {
        try {
            int ignored = barrier.await();
        } catch (Exception e) {
            throw new IOException("interrupted", e);
        }
    }
}
