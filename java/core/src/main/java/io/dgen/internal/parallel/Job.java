package io.dgen.internal.parallel;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Parts in one queue or several, which the thread that makes the job waits for. */
final class Job {
    private final Part part;
    private final Queue[] queues;
    private final Thread owner = Thread.currentThread();
    /** Parts neither counted as done nor given up. */
    private final AtomicInteger unfinished;

    private volatile @Nullable Throwable failure;

    Job(Part part, Queue... queues) {
        this.part = part;
        this.queues = queues;
        this.unfinished =
                new AtomicInteger(Arrays.stream(queues).mapToInt(Queue::size).sum());
    }

    /**
     * Works on the queue until nothing is left of it. A helper that comes late finds no part and touches nothing.
     *
     * <p>What it did is counted once, at the end: the count is shared by all threads of all nodes, the queue only by
     * those that take from it. The owner waits no longer for that, as it waits for the last part anyway.
     */
    void work(Queue queue) {
        boolean isOwner = Thread.currentThread() == owner;
        int taken = 0;
        try {
            for (int i = queue.take(); i != Queue.EMPTY; i = queue.take()) {
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

    /** What the owner does: works on these queues, then waits for the others to be worked on. */
    void workAndWait(Queue... own) {
        for (Queue queue : own) {
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
            part.run(index);
        } catch (Throwable e) { // reaches the owner, whatever it is
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
        finish(giveUp());
    }

    /** A job whose last part is being worked on ends as if nothing had happened. */
    private void interrupt() {
        int left = giveUp();
        if (left > 0) {
            synchronized (this) {
                if (failure == null) {
                    failure = new JobInterruptedException();
                }
            }
            finish(left);
        }
    }

    /** Takes all parts that nobody has taken; returns how many. */
    private int giveUp() {
        return Arrays.stream(queues).mapToInt(Queue::clear).sum();
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
