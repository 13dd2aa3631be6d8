// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.parallel;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Slices in one or more queues. The thread that creates the job, its owner, starts the helpers and waits for them.
 *
 * <p>When {@link #run} returns or throws, no helper processes a slice, whatever was thrown: the caller may free the
 * memory that the slices use. The owner may be at the end of its stack, and an error may strike between any two
 * instructions: the JVM delivers the error of a truncated mapping late. Therefore the wait depends only on two fields
 * that are read and written without a call: the owner sets {@link #isClosed} and waits until {@link #helpers} is 0. A
 * helper counts itself before it reads {@code isClosed}, so that either the owner sees the helper or the helper sees
 * that the job is closed.
 */
class Job {
    private static final AtomicIntegerFieldUpdater<Job> HELPERS =
            AtomicIntegerFieldUpdater.newUpdater(Job.class, "helpers");

    /** Longest wait without a check: a thread that is hit by an error may fail to wake the owner. */
    private static final long MAX_PARK_NANOS = 10_000_000;

    private final SliceTask task;
    private final Thread owner = Thread.currentThread();

    /** Number of helpers that may be processing a slice. */
    private volatile int helpers;

    private volatile boolean isClosed;
    private volatile @Nullable Throwable failure;

    /** The slices of one queue, and the helpers that process them. */
    record Share(SliceQueue queue, @Nullable WorkerPool pool, int helpers) {}

    Job(SliceTask task) {
        this.task = task;
    }

    /**
     * Called by the owner: starts the helpers, and returns when all slices are processed.
     *
     * @param ownerWorks whether the owner processes slices of all shares; otherwise only of those without a helper
     */
    void run(boolean ownerWorks, Share... shares) {
        Throwable thrown = null;
        try {
            process(ownerWorks, shares);
        } catch (Throwable e) { // every kind, because the helpers must have ended before it reaches the caller
            thrown = e;
        }
        isClosed = true;
        boolean isInterrupted = false;
        while (true) {
            try {
                while (helpers > 0) {
                    pause();
                    isInterrupted |= Thread.interrupted();
                }
                break;
            } catch (Throwable e) { // for example a StackOverflowError of the call: the loop waits without it
                thrown = thrown == null ? e : thrown;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        rethrow(thrown == null ? failure : thrown);
    }

    private void process(boolean ownerWorks, Share... shares) {
        boolean[] isOwn = new boolean[shares.length];
        for (int i = 0; i < shares.length; i++) {
            Share share = shares[i];
            int started = share.pool == null ? 0 : share.pool.help(this, share.queue, share.helpers);
            isOwn[i] = ownerWorks || started == 0;
        }
        for (int i = 0; i < shares.length; i++) {
            if (isOwn[i]) {
                process(shares[i].queue);
            }
        }
        while (!hasEnded(shares)) {
            pause();
            checkInterrupted(shares);
        }
    }

    /** Sleeps until a helper has ended, or for a short time. Tests replace it. */
    void pause() {
        LockSupport.parkNanos(this, MAX_PARK_NANOS);
    }

    /** Whether no thread will take a slice any more. */
    private boolean hasEnded(Share... shares) {
        if (failure != null) {
            return true;
        }
        for (Share share : shares) {
            if (!share.queue.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** An interrupt ends the job, except while the last slices are processed: the job then ends normally. */
    private void checkInterrupted(Share... shares) {
        if (owner.isInterrupted() && !hasEnded(shares)) {
            throw new JobInterruptedException();
        }
    }

    /** Called by a helper. A helper that starts late touches nothing. */
    void help(SliceQueue queue) {
        if (isClosed) {
            return;
        }
        try {
            HELPERS.incrementAndGet(this);
            process(queue);
        } catch (Throwable e) { // every kind, because the owner rethrows it
            fail(e);
        } finally {
            if (HELPERS.decrementAndGet(this) == 0) {
                LockSupport.unpark(owner);
            }
        }
    }

    /** Processes slices until the queue is empty or the job has failed. */
    private void process(SliceQueue queue) {
        boolean isOwner = Thread.currentThread() == owner;
        while (!isClosed && failure == null) {
            int i = queue.take();
            if (i == SliceQueue.EMPTY) {
                return;
            }
            task.run(i);
            if (isOwner && owner.isInterrupted() && !queue.isEmpty()) {
                throw new JobInterruptedException();
            }
        }
    }

    /** Ends the job; the first failure is kept. */
    private void fail(Throwable e) {
        if (failure == null) {
            failure = e;
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
