// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.dgen.testing.StackEnd;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Errors at every step of a job, also while another error is handled. No helper may process a slice when the error
 * reaches the caller, because the caller may then free the memory. The timeout only ends a deadlock.
 */
@Timeout(120)
class JobErrorTest {
    /** Frames that are free when a job starts: more than a job needs. */
    private static final int MAX_FREE_FRAMES = 400;

    /** Created before the stack is full. */
    private static final List<Error> ERRORS =
            List.of(new StackOverflowError("a"), new OutOfMemoryError("b"), new ThreadDeath(), new LinkageError("c"));

    /**
     * A pool of one thread. Neither a start nor a slice makes a call in the owner's thread that needs stack, so that the
     * owner reaches its wait at every depth.
     */
    private static final class ShallowPool implements Runnable, Executor, SliceTask {
        private final Thread owner = Thread.currentThread();
        private volatile Runnable next = () -> {};
        private volatile boolean hasNext;
        private volatile boolean isHelping;
        private volatile boolean hasHelped;
        private volatile boolean isDone;
        private Error error = ERRORS.getFirst();

        @Override
        public void run() {
            while (!isDone) {
                if (hasNext) {
                    hasNext = false;
                    next.run();
                }
                Thread.onSpinWait();
            }
        }

        @Override
        public void execute(Runnable helper) {
            next = helper;
            hasNext = true;
        }

        /** The helper's slice lasts longer than the owner needs to throw its error. */
        @Override
        public void run(int index) {
            if (Thread.currentThread() == owner) {
                while (!hasHelped) {}
                throw error;
            }
            isHelping = true;
            hasHelped = true;
            for (int i = 0; i < 20_000; i++) {
                Thread.onSpinWait();
            }
            isHelping = false;
        }
    }

    @Test
    void noSliceIsRunningAfterAnErrorAtTheEndOfTheStack() throws InterruptedException {
        AtomicInteger thrown = new AtomicInteger();
        AtomicInteger leftOver = new AtomicInteger();
        StackEnd.run(() -> {
            ShallowPool shallow = new ShallowPool();
            WorkerPool pool = new WorkerPool(1, shallow);
            Thread helper = Thread.ofPlatform().start(shallow);
            for (int free = 0; free < MAX_FREE_FRAMES; free++) {
                shallow.error = ERRORS.get(free % ERRORS.size());
                shallow.hasHelped = false;
                Job job = new Job(shallow);
                Job.Share share = new Job.Share(new SliceQueue(2), pool, 1);
                try {
                    StackEnd.call(free, () -> job.run(true, share));
                } catch (Error e) {
                    thrown.incrementAndGet();
                }
                if (shallow.isHelping) {
                    leftOver.incrementAndGet();
                }
            }
            shallow.isDone = true;
            join(helper);
        });

        assertThat(leftOver).hasValue(0);
        assertThat(thrown).hasPositiveValue();
        WorkersTest.assertEverySliceOnce(100, 8);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first helper starts, the start of the second one fails. */
    @Test
    void noSliceIsRunningAfterAnErrorWhileHelpersStart() {
        for (Error error : ERRORS) {
            AtomicInteger starts = new AtomicInteger();
            CountDownLatch started = new CountDownLatch(1);
            AtomicBoolean isRunning = new AtomicBoolean();
            WorkerPool pool = new WorkerPool(2, tasks -> {
                if (starts.getAndIncrement() > 0) {
                    WorkersTest.await(started);
                    throw error;
                }
                Thread.ofPlatform().start(tasks);
            });
            Throwable thrown =
                    catchThrowable(() -> Workers.run(List.of(new SliceAssignment(pool, 2, new int[] {0, 1, 2})), i -> {
                        isRunning.set(true);
                        started.countDown();
                        for (int spin = 0; spin < 100_000; spin++) {
                            Thread.onSpinWait();
                        }
                        isRunning.set(false);
                    }));

            assertThat(isRunning).isFalse();
            // Out of threads is not a failure: the threads that there are process the slices.
            assertThat(thrown).isSameAs(error instanceof OutOfMemoryError ? null : error);
        }
    }

    @Test
    void anErrorOfAHelperReachesTheCallerUnchanged() {
        for (Error error : ERRORS) {
            WorkerPool pool = new WorkerPool("failing", 2, () -> {});
            assertThat(catchThrowable(() ->
                            Workers.run(List.of(new SliceAssignment(pool, 2, new int[] {0, 1, 2, 3})), i -> {
                                throw error;
                            })))
                    .isSameAs(error);
        }
    }

    @Test
    void aHelperWhoseStartFailsStillWorks() {
        for (Error error : ERRORS) {
            WorkerPool pool = new WorkerPool("no-start", 1, () -> {
                throw error;
            });
            AtomicInteger done = new AtomicInteger();
            Workers.run(List.of(new SliceAssignment(pool, 1, new int[] {0, 1, 2})), i -> done.incrementAndGet());
            assertThat(done).hasValue(3);
        }
    }
}
