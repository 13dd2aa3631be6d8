// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.parallel;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Slices in one or more queues. The thread that creates the job, its owner, waits until all are processed. */
final class Job {
    private final SliceTask task;
    private final SliceQueue[] queues;
    private final Thread owner = Thread.currentThread();
    /** Number of slices that are neither counted as processed nor removed from the queue. */
    private final AtomicInteger unfinished;

    private volatile @Nullable Throwable failure;

    Job(SliceTask task, SliceQueue... queues) {
        this.task = task;
        this.queues = queues;
        this.unfinished = new AtomicInteger(
                Arrays.stream(queues).mapToInt(SliceQueue::size).sum());
    }

    /**
     * Processes slices until the queue is empty. A helper that starts late finds no slice and touches nothing.
     *
     * <p>Each thread subtracts its slices once, at the end, because all threads of all nodes share this counter, while
     * only the threads of one queue share the queue. This does not delay the owner, which waits for the last slice in
     * any case.
     */
    void work(SliceQueue queue) {
        boolean isOwner = Thread.currentThread() == owner;
        int taken = 0;
        try {
            for (int i = queue.take(); i != SliceQueue.EMPTY; i = queue.take()) {
                taken++;
                run(i);
                if (isOwner && Thread.currentThread().isInterrupted()) {
                    interrupt();
                }
            }
        } finally {
            if (taken > 0) {
                finish(taken);
            }
        }
    }

    /** Called by the owner: processes these queues, then waits until all slices of the job are processed. */
    void workAndWait(SliceQueue... own) {
        for (SliceQueue queue : own) {
            work(queue);
        }
        boolean interrupted = false;
        while (unfinished.get() > 0) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                interrupted = true;
                interrupt();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        rethrow(failure);
    }

    private void run(int index) {
        try {
            task.run(index);
        } catch (Throwable e) { // every kind of exception, because the owner rethrows it
            fail(e);
        }
    }

    /** Ends the job; the first failure is kept. */
    private void fail(Throwable e) {
        synchronized (this) {
            if (failure == null) {
                failure = e;
            }
        }
        finish(cancelRemaining());
    }

    /**
     * Ends the job after an interrupt. Has no effect while the last slices are processed: the job then ends normally.
     */
    private void interrupt() {
        int left = cancelRemaining();
        if (left > 0) {
            synchronized (this) {
                if (failure == null) {
                    failure = new JobInterruptedException();
                }
            }
            finish(left);
        }
    }

    /** Removes all slices that no thread has taken; returns their count. */
    private int cancelRemaining() {
        return Arrays.stream(queues).mapToInt(SliceQueue::clear).sum();
    }

    private void finish(int count) {
        if (unfinished.addAndGet(-count) == 0) {
            LockSupport.unpark(owner);
        }
    }

    private static void rethrow(@Nullable Throwable e) {
        if (e instanceof RuntimeException r) {
            throw r;
        }
        if (e instanceof Error error) {
            throw error;
        }
        if (e != null) {
            throw new IllegalStateException(e);
        }
    }
}
