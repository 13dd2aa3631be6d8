// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import io.dgen.cli.pipeline.ChunkWorkers.Step;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that repeat a step, each with a buffer of its own, until a step finds nothing to do. The calling thread starts
 * the threads and waits; if the system refuses all threads, it is the only worker.
 *
 * <p>The first failure is kept. It ends the run, as an interrupt of the calling thread does: no worker begins another step,
 * and steps that are in progress are finished.
 */
final class WorkerRun {
    /** Longest wait without a check: a thread that is hit by an error may fail to wake the owner. */
    private static final long MAX_PARK_NANOS = 10_000_000;

    private static final AtomicIntegerFieldUpdater<WorkerRun> WORKING =
            AtomicIntegerFieldUpdater.newUpdater(WorkerRun.class, "working");

    private final Step step;
    private final boolean isInterrupting;

    private final Thread owner = Thread.currentThread();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    /** Number of workers that may be using their buffers. */
    private volatile int working;

    /** Whether no step will begin any more. */
    private volatile boolean hasEnded;

    /** The buffer of a worker, and the threads that are near to it. */
    record Seat(MemorySegment buffer, ThreadFactory threads) {}

    /** @param isInterrupting whether a failure interrupts the other workers, because a transfer may block; interrupts close files */
    WorkerRun(Step step, boolean isInterrupting) {
        this.step = step;
        this.isInterrupting = isInterrupting;
    }

    /**
     * Returns or throws when no worker uses a buffer any more. May be called once, by the thread that created this
     * object.
     *
     * @return the number of workers that the system permitted
     */
    int run(List<Seat> seats) throws IOException, InterruptedException {
        Worker[] workers = new Worker[seats.size()];
        int[] started = new int[1];
        Throwable thrown = null;
        try {
            for (int i = 0; i < workers.length; i++) {
                workers[i] = new Worker(seats.get(i).buffer);
            }
            start(workers, seats, started);
            while (!hasEnded) {
                park(workers);
            }
        } catch (Throwable e) { // every kind, because the workers must have ended before it reaches the caller
            thrown = e;
        }
        // The wait depends only on a field that is read without a call, because the owner may be at the end of its
        // stack. A worker counts itself before it reads hasEnded.
        hasEnded = true;
        while (true) {
            try {
                if (thrown != null) {
                    fail(thrown);
                }
                while (working > 0) {
                    park(workers);
                }
                break;
            } catch (Throwable e) {
                thrown = e;
            }
        }
        rethrow(failure.get());
        return started[0];
    }

    /** Starts as many workers as the system permits. */
    private void start(Worker[] workers, List<Seat> seats, int[] started) {
        try {
            for (; started[0] < workers.length; started[0]++) {
                seats.get(started[0]).threads.newThread(workers[started[0]]).start();
            }
        } catch (OutOfMemoryError e) {
            if (started[0] == 0) {
                started[0] = 1;
                workers[0].run();
            }
        }
    }

    private void park(Worker... workers) {
        LockSupport.parkNanos(this, MAX_PARK_NANOS);
        if (Thread.interrupted()) {
            fail(new InterruptedException());
        }
        if (isInterrupting && failure.get() != null) {
            for (Worker worker : workers) {
                worker.interrupt();
            }
        }
    }

    /** {@return whether the run ends early} */
    boolean hasFailed() {
        return failure.get() != null;
    }

    /** Ends the run; only the first failure counts. */
    void fail(Throwable e) {
        failure.compareAndSet(null, e);
        hasEnded = true;
    }

    private static void rethrow(@Nullable Throwable failure) throws IOException, InterruptedException {
        switch (failure) {
            case null -> {}
            case IOException e -> throw e;
            case InterruptedException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }

    private final class Worker implements Runnable {
        private final MemorySegment buffer;
        private volatile @Nullable Thread thread;

        Worker(MemorySegment buffer) {
            this.buffer = buffer;
        }

        /** A worker that starts late begins no step. */
        @Override
        public void run() {
            WORKING.incrementAndGet(WorkerRun.this);
            try {
                thread = Thread.currentThread();
                while (!hasEnded && step.process(buffer)) {
                    // the next step
                }
            } catch (Throwable e) { // every kind, because the owner rethrows it
                fail(e);
            } finally {
                thread = null;
                hasEnded = true;
                WORKING.decrementAndGet(WorkerRun.this);
                LockSupport.unpark(owner);
            }
        }

        void interrupt() {
            Thread current = thread;
            if (current != null) {
                current.interrupt();
            }
        }
    }
}
