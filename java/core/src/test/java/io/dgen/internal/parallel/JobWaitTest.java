// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An error at each step of a job, and further errors while the owner waits for its helper: the owner always waits. The
 * helper's slice ends only when the owner has waited several times, so that no run depends on time. The timeout only
 * ends a deadlock.
 */
@Timeout(120)
class JobWaitTest {
    private static final List<Error> ERRORS =
            List.of(new StackOverflowError("a"), new OutOfMemoryError("b"), new ThreadDeath(), new LinkageError("c"));

    /** Thrown by the first pauses. */
    private static final Error IN_PAUSE = new StackOverflowError("pause");

    private static final int FAILED_PAUSES = 3;
    private static final int PAUSES = 6;

    private static final MethodHandle ALLOCATED_BYTES = allocatedBytesHandle();

    /** What the owner does when the error strikes. The helper's slice is running. */
    enum Step {
        START_HELPER,
        CLAIM_SLICE,
        PROCESS_SLICE,
        WAIT
    }

    /** A job of two slices: the owner's, and one of the helper. */
    private static class FaultyJob extends Job implements SliceTask {
        private final Thread owner = Thread.currentThread();
        private final Step step;
        private final Error error;
        private int pauses;
        private int starts;
        private volatile boolean isHelping;
        private volatile boolean hasHelped;
        private volatile boolean mayEnd;

        FaultyJob(Step step, Error error) {
            this(step, error, new SliceTask[1]);
        }

        private FaultyJob(Step step, Error error, SliceTask[] self) {
            super(i -> self[0].run(i));
            self[0] = this;
            this.step = step;
            this.error = error;
        }

        void run() {
            SliceQueue queue = new SliceQueue(2) {
                @Override
                int take() {
                    if (Thread.currentThread() == owner) {
                        awaitHelper();
                        throwAt(Step.CLAIM_SLICE);
                    }
                    return super.take();
                }
            };
            WorkerPool pool = new WorkerPool(2, helper -> {
                if (starts++ > 0) {
                    awaitHelper();
                    throwAt(Step.START_HELPER);
                }
                Thread.ofPlatform().daemon().start(helper);
            });
            run(true, new Share(queue, pool, step == Step.START_HELPER ? 2 : 1));
        }

        private void awaitHelper() {
            while (!hasHelped) {
                Thread.onSpinWait();
            }
        }

        private void throwAt(Step here) {
            if (step == here) {
                throw error;
            }
        }

        @Override
        public void run(int index) {
            if (Thread.currentThread() == owner) {
                throwAt(Step.PROCESS_SLICE);
                return;
            }
            isHelping = true;
            hasHelped = true;
            while (!mayEnd) {
                Thread.onSpinWait();
            }
            isHelping = false;
        }

        @Override
        void pause() {
            pauses++;
            mayEnd = pauses >= PAUSES;
            if (pauses == 1) {
                throwAt(Step.WAIT);
            }
            if (pauses <= FAILED_PAUSES) {
                throw IN_PAUSE;
            }
        }
    }

    static Stream<Arguments> faults() {
        return Stream.of(Step.values())
                .flatMap(step -> ERRORS.stream()
                        // Out of threads is not a failure: the job goes on with the threads that there are.
                        .filter(error -> step != Step.START_HELPER || !(error instanceof OutOfMemoryError))
                        .map(error -> Arguments.of(step, error)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theOwnerWaitsForItsHelperWhateverIsThrown(Step step, Error error) {
        FaultyJob job = new FaultyJob(step, error);
        Throwable thrown = catchThrowable(job::run);
        boolean wasHelping = job.isHelping;
        job.mayEnd = true;

        assertThat(wasHelping)
                .as("the helper processes a slice after the end of the job")
                .isFalse();
        assertThat(thrown).isSameAs(error);
        assertThat(job.pauses).isGreaterThanOrEqualTo(PAUSES);
    }

    /** An interrupt while the owner waits stays visible, and does not end the wait. */
    @Test
    void theOwnerStaysInterrupted() {
        FaultyJob job = new FaultyJob(Step.PROCESS_SLICE, ERRORS.getFirst()) {
            @Override
            void pause() {
                Thread.currentThread().interrupt();
                super.pause();
            }
        };
        Throwable thrown = catchThrowable(job::run);
        boolean wasInterrupted = Thread.interrupted();
        boolean wasHelping = job.isHelping;
        job.mayEnd = true;

        assertThat(wasHelping).isFalse();
        assertThat(wasInterrupted).isTrue();
        assertThat(thrown).isSameAs(ERRORS.getFirst());
    }

    /** From the throw of an error to the end of the job: there may be no memory left. */
    @Test
    void theOwnerAllocatesNothingAfterAnError() {
        long least = LongStream.range(0, 20)
                .map(round -> {
                    long[] before = new long[1];
                    Job job = new Job(i -> {
                        before[0] = allocatedBytes();
                        throw ERRORS.getFirst();
                    });
                    Throwable thrown = catchThrowable(() -> {
                        try {
                            job.run(true, new Job.Share(new SliceQueue(2), null, 0));
                        } finally {
                            before[0] = allocatedBytes() - before[0];
                        }
                    });
                    assertThat(thrown).isSameAs(ERRORS.getFirst());
                    return before[0];
                })
                .min()
                .orElseThrow();

        assertThat(least).isZero();
    }

    @Test
    void aHelperAllocatesNothingAfterAnError() {
        AtomicInteger calls = new AtomicInteger();
        long least = LongStream.range(0, 20)
                .map(round -> {
                    long[] before = new long[1];
                    Job job = new Job(i -> {
                        calls.incrementAndGet();
                        before[0] = allocatedBytes();
                        throw ERRORS.getFirst();
                    });
                    job.help(new SliceQueue(2));
                    return allocatedBytes() - before[0];
                })
                .min()
                .orElseThrow();

        assertThat(least).isZero();
        assertThat(calls).hasValue(20);
    }

    private static long allocatedBytes() {
        try {
            return (long) ALLOCATED_BYTES.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** By reflection, because the module of the library does not read the management module. */
    private static MethodHandle allocatedBytesHandle() {
        try {
            Object threads = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            Class<?> type = Class.forName("com.sun.management.ThreadMXBean");
            return MethodHandles.publicLookup()
                    .findVirtual(type, "getCurrentThreadAllocatedBytes", MethodType.methodType(long.class))
                    .bindTo(threads);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
