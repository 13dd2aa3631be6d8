package io.dgen.cli.pipeline;

import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While open, SIGINT and SIGTERM interrupt the thread that opened it and wait for it to say what is on disk, before they
 * end the process with their usual status.
 */
public final class Interruption implements AutoCloseable {
    /** A thread that hangs in the system cannot be waited for. */
    private static final int MAX_WAIT_MILLIS = 5000;

    private final Thread worker = Thread.currentThread();
    private final Runnable lastWords;
    private final long maxWaitMillis;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupt, "dgen-interruption");

    /** @param lastWords what remains to be said if the thread does not come back in time */
    public Interruption(Runnable lastWords) {
        this(lastWords, MAX_WAIT_MILLIS);
    }

    Interruption(Runnable lastWords, long maxWaitMillis) {
        this.lastWords = lastWords;
        this.maxWaitMillis = maxWaitMillis;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void interrupt() {
        worker.interrupt();
        try {
            if (!closed.await(maxWaitMillis, TimeUnit.MILLISECONDS)) {
                lastWords.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether an interrupt is what ended the work; the interrupt status is clear then. */
    public boolean isCauseOf(Exception e) {
        boolean isCause = e instanceof InterruptedException
                || e instanceof ClosedByInterruptException
                || e instanceof CancellationException;
        if (isCause) {
            boolean ignored = Thread.interrupted();
        }
        return isCause;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it is running
        }
    }
}
