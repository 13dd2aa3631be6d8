// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/** Progress, first failure and end of a run. Thread-safe. */
final class RunState {
    private final LongConsumer listener;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean isStopped;
    private long doneBytes;

    /** @param listener receives the number of bytes that are done, from one thread at a time */
    RunState(LongConsumer listener) {
        this.listener = listener;
    }

    boolean isStopped() {
        return isStopped;
    }

    void stop() {
        isStopped = true;
    }

    /**
     * Runs a task unless the run has stopped. An exception of the task stops the run and is kept for {@link #check}. It
     * is not thrown here, so that all stages of the pipeline complete and no thread waits for a window that is never
     * returned.
     */
    void run(Runnable task) {
        if (isStopped) {
            return;
        }
        try {
            task.run();
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
            stop();
        }
    }

    /** Adds to the number of bytes that are done, and notifies the listener. */
    synchronized void advance(long bytes) {
        doneBytes += bytes;
        run(() -> listener.accept(doneBytes));
    }

    /** Throws the exception of a task; throws {@link InterruptedException} if the run was stopped without one. */
    void check() throws InterruptedException {
        switch (failure.get()) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
        if (isStopped) {
            throw new InterruptedException();
        }
    }
}
