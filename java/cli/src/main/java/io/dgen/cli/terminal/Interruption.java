// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.terminal;

import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While open, SIGINT and SIGTERM interrupt the thread that opened it. The process ends, with the usual status of the
 * signal, when the thread has printed its result and closed the interruption, or after 5 s.
 */
public final class Interruption implements AutoCloseable {
    /** A thread may be blocked in a system call that ignores interrupts. */
    private static final int MAX_WAIT_SECONDS = 5;

    private final Stdio stdio;
    private final String name;
    private final Runnable afterMessage;
    private final int maxWaitSeconds;
    private final Thread worker = Thread.currentThread();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupt, "dgen-interruption");

    /**
     * @param name of the input or output, for messages
     * @param afterMessage prints more information, such as the recipe, after the message about the early end
     */
    public Interruption(Stdio stdio, String name, Runnable afterMessage) {
        this(stdio, name, afterMessage, MAX_WAIT_SECONDS);
    }

    Interruption(Stdio stdio, String name, Runnable afterMessage, int maxWaitSeconds) {
        this.stdio = stdio;
        this.name = name;
        this.afterMessage = afterMessage;
        this.maxWaitSeconds = maxWaitSeconds;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void interrupt() {
        worker.interrupt();
        try {
            if (!closed.await(maxWaitSeconds, TimeUnit.SECONDS)) {
                stdio.message("interrupted; I/O on " + name + " did not stop within " + maxWaitSeconds + " s");
                afterMessage.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@return whether the exception was caused by an interrupt} */
    public static boolean isCauseOf(Exception e) {
        return e instanceof InterruptedException
                || e instanceof ClosedByInterruptException
                || e instanceof CancellationException;
    }

    /**
     * Prints the reason of the early end and, immediately, the last words: the process may end as soon as this
     * interruption is closed.
     *
     * @param state the work done until then; empty if there is nothing to report
     * @return the failure to throw
     */
    public Failure report(Exception e, String state) {
        boolean isInterrupted = isCauseOf(e);
        if (isInterrupted) {
            boolean ignored = Thread.interrupted(); // clears the status: the following output must not be interrupted
        }
        String cause = isInterrupted ? "interrupted" : name + ": " + Failure.reason(e);
        stdio.message(state.isEmpty() ? cause : cause + ": " + state);
        afterMessage.run();
        return Failure.silent(isInterrupted ? ExitStatus.INTERRUPTED : ExitStatus.IO);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the shutdown hook is already running
        }
    }
}
