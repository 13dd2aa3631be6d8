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
    /** Parts neither done nor given up. */
    private final AtomicInteger unfinished;

    private volatile @Nullable Throwable failure;

    Job(Part part, Queue... queues) {
        this.part = part;
        this.queues = queues;
        this.unfinished =
                new AtomicInteger(Arrays.stream(queues).mapToInt(Queue::size).sum());
    }

    /** What a helper does. One that comes late finds no part left and touches nothing. */
    void work(Queue queue) {
        for (int i = queue.take(); i != Queue.EMPTY; i = queue.take()) {
            work(i);
        }
    }

    /** What the owner does: works on these queues, then waits for the others to be worked on. */
    void workAndWait(Queue... own) {
        boolean interrupted = false;
        for (Queue queue : own) {
            for (int i = queue.take(); i != Queue.EMPTY; i = queue.take()) {
                work(i);
                if (Thread.currentThread().isInterrupted()) {
                    interrupt();
                }
            }
        }
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

    private void work(int index) {
        try {
            part.run(index);
        } catch (Throwable e) { // reaches the owner, whatever it is
            fail(e);
        } finally {
            finish(1);
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
