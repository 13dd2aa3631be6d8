package io.dgen.internal.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Parts that threads take one after another until none is left. */
final class Job implements Runnable {
    private final int parts;
    private final Part part;
    private final Thread owner = Thread.currentThread();
    private final AtomicInteger next = new AtomicInteger();
    /** Parts neither done nor given up. */
    private final AtomicInteger unfinished;

    private volatile @Nullable Throwable failure;

    Job(int parts, Part part) {
        this.parts = parts;
        this.part = part;
        this.unfinished = new AtomicInteger(parts);
    }

    /** What a helper does. One that comes late finds no part left and touches nothing. */
    @Override
    public void run() {
        for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
            work(i);
        }
    }

    void workAndWait() {
        boolean interrupted = false;
        for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
            work(i);
            if (Thread.currentThread().isInterrupted()) {
                interrupt();
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
        int taken = next.getAndUpdate(n -> Math.max(n, parts));
        return Math.max(0, parts - taken);
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
