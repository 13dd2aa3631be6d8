// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.parallel;

import static io.dgen.internal.parallel.WorkersTest.assertEverySliceOnce;
import static io.dgen.internal.parallel.WorkersTest.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.dgen.testing.Skip;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Tests jobs that end early because of an exception in a slice or an interrupt of the caller. The timeout only ends a
 * deadlock.
 */
@Timeout(120)
class JobEndTest {

    @AfterEach
    void thePoolStillWorksAndNoInterruptIsPending() {
        assertThat(Thread.interrupted()).isFalse();
        assertEverySliceOnce(100, 8);
    }

    @Test
    void aFailureEndsAllAssignments() {
        WorkerPool one = new WorkerPool("one", 1, () -> {});
        WorkerPool two = new WorkerPool("two", 1, () -> {});
        int[] many = IntStream.range(0, 10_000).toArray();
        int[] more = IntStream.range(10_000, 20_000).toArray();
        AtomicInteger done = new AtomicInteger();
        IllegalStateException thrown = new IllegalStateException("a");
        assertThat(catchThrowable(() -> Workers.run(
                        List.of(new SliceAssignment(one, 1, many), new SliceAssignment(two, 1, more)), i -> {
                            if (i == 3) {
                                throw thrown;
                            }
                            done.incrementAndGet();
                            Thread.onSpinWait();
                        })))
                .isSameAs(thrown);
        int atTheEnd = done.get();
        assertThat(atTheEnd).isLessThan(20_000);
        Thread.yield();
        assertThat(done).hasValue(atTheEnd);
    }

    @Test
    void anInterruptEndsAllAssignments() throws InterruptedException {
        WorkerPool pool = new WorkerPool("slow", 1, () -> {});
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Thread> self = new AtomicReference<>();
        Thread caller = new Thread(() -> thrown.set(catchThrowable(() -> Workers.run(
                List.of(new SliceAssignment(pool, 1, IntStream.range(0, 100_000).toArray())), i -> {
                    started.countDown();
                    while (interrupted.getCount() > 0 || self.get().isInterrupted()) {
                        Thread.onSpinWait(); // until the caller has noticed the interrupt
                    }
                }))));
        self.set(caller);
        caller.start();
        started.await();
        caller.interrupt();
        interrupted.countDown();
        caller.join();
        assertThat(thrown.get()).isInstanceOf(JobInterruptedException.class);
    }

    @Test
    void anExceptionOfASliceReachesTheCallerUnchanged() {
        for (Throwable thrown :
                List.of(new IllegalStateException("a"), new InternalError("b"), new OutOfMemoryError("c"))) {
            for (int threads : new int[] {1, 2, 8}) {
                for (int bad : new int[] {0, 1, 49}) {
                    assertThat(catchThrowable(() -> Workers.run(50, threads, i -> {
                                if (i == bad) {
                                    sneakyThrow(thrown);
                                }
                            })))
                            .isSameAs(thrown);
                }
            }
        }
    }

    @Test
    void aCheckedExceptionReachesTheCallerAsACause() {
        Exception checked = new Exception("checked");

        assertThat(catchThrowable(() -> Workers.run(3, 1, i -> sneakyThrow(checked))))
                .hasCause(checked);
    }

    @Test
    void theFirstFailureEndsTheJob() {
        AtomicInteger done = new AtomicInteger();
        Throwable thrown = catchThrowable(() -> Workers.run(1000, 1, i -> {
            done.incrementAndGet();
            if (i == 3) {
                throw new IllegalStateException("slice 3");
            }
        }));

        assertThat(thrown).hasMessage("slice 3");
        assertThat(done).hasValue(4);
    }

    /** When the call has thrown an exception, the caller may free its memory, so that no thread may still access it. */
    @Test
    void noSliceIsRunningWhenAFailureReachesTheCaller() {
        Skip.unless(Workers.cpus() > 1, "one CPU: no helper threads");
        for (int round = 0; round < 200; round++) {
            CountDownLatch bothStarted = new CountDownLatch(2);
            CountDownLatch failed = new CountDownLatch(1);
            AtomicBoolean slowSliceEnded = new AtomicBoolean();
            Throwable thrown = catchThrowable(() -> Workers.run(10, 2, i -> {
                bothStarted.countDown();
                await(bothStarted);
                if (i == 0) {
                    failed.countDown();
                    throw new IllegalStateException("slice 0");
                }
                await(failed);
                Thread.onSpinWait();
                slowSliceEnded.set(true);
            }));

            assertThat(thrown).hasMessage("slice 0");
            assertThat(slowSliceEnded).isTrue();
        }
    }

    @Test
    void everySliceMayFail() {
        for (int round = 0; round < 200; round++) {
            AtomicInteger running = new AtomicInteger();
            Throwable thrown = catchThrowable(() -> Workers.run(20, 4, i -> {
                running.incrementAndGet();
                try {
                    throw new IllegalStateException("slice " + i);
                } finally {
                    running.decrementAndGet();
                }
            }));
            assertThat(thrown).isInstanceOf(IllegalStateException.class);
            assertThat(running).hasValue(0);
        }
    }

    @Test
    void anInterruptBeforeTheCallEndsItAndStaysSet() {
        for (int threads : new int[] {1, 8}) {
            AtomicInteger done = new AtomicInteger();
            Thread.currentThread().interrupt();
            Throwable thrown = catchThrowable(() -> Workers.run(2, threads, i -> done.incrementAndGet()));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(thrown).isInstanceOf(JobInterruptedException.class).hasMessageContaining("interrupted");
            assertThat(done).hasValue(0);
        }
    }

    @Test
    void anInterruptDuringASliceEndsTheJobAfterIt() {
        AtomicInteger done = new AtomicInteger();
        Throwable thrown = catchThrowable(() -> Workers.run(10, 1, i -> {
            done.incrementAndGet();
            if (i == 4) {
                Thread.currentThread().interrupt();
            }
        }));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isInstanceOf(JobInterruptedException.class);
        assertThat(done).hasValue(5);
    }

    @Test
    void aSingleSliceIsProcessedDespiteAnInterrupt() {
        AtomicInteger done = new AtomicInteger();
        Thread.currentThread().interrupt();
        Workers.run(1, 8, i -> done.incrementAndGet());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(done).hasValue(1);
    }

    @Test
    void anInterruptDuringTheLastSliceOnlyStaysSet() {
        AtomicInteger done = new AtomicInteger();
        Workers.run(10, 1, i -> {
            if (i == 9) {
                Thread.currentThread().interrupt();
            }
            done.incrementAndGet();
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(done).hasValue(10);
    }

    /** An interrupt while the caller, which has no slice left, waits for a helper. */
    @Test
    void anInterruptWhileWaitingStillWaits() {
        Skip.unless(Workers.cpus() > 1, "one CPU: no helper threads");
        for (int round = 0; round < 100; round++) {
            Thread caller = Thread.currentThread();
            CountDownLatch bothStarted = new CountDownLatch(2);
            AtomicBoolean slowSliceEnded = new AtomicBoolean();
            Throwable thrown = catchThrowable(() -> Workers.run(2, 2, i -> {
                bothStarted.countDown();
                await(bothStarted);
                if (Thread.currentThread() != caller) {
                    caller.interrupt();
                    for (int spin = 0; spin < 20; spin++) {
                        Thread.onSpinWait();
                    }
                    slowSliceEnded.set(true);
                }
            }));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(slowSliceEnded).isTrue();
            assertThat(thrown).isNull();
        }
    }

    @Test
    void anInterruptAndAFailureTogetherThrowOneOfThem() {
        Thread.currentThread().interrupt();
        Throwable thrown = catchThrowable(() -> Workers.run(10, 2, i -> {
            throw new IllegalStateException("slice");
        }));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isNotNull();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneakyThrow(Throwable e) throws E {
        throw (E) e;
    }
}
