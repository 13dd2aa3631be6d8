// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class InterruptionTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Stdio stdio = new Stdio(
            Channels.newChannel(InputStream.nullInputStream()),
            Channels.newChannel(OutputStream.nullOutputStream()),
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false,
            false);

    private Interruption open(int maxWaitSeconds) {
        return new Interruption(stdio, "disk", () -> stdio.message("last"), maxWaitSeconds);
    }

    /** Calls the hook as the JVM does on a signal, while the worker does not respond. */
    private static void signal(Interruption interruption) {
        Thread signal = new Thread(interruption::interrupt);
        signal.start();
        while (signal.isAlive()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void waitEndsWhenTheInterruptedWorkerIsDone() {
        Interruption interruption = open(60);
        interruption.close();

        signal(interruption);

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        Failure failure = interruption.report(new InterruptedException(), "3 of 7 bytes");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(failure.status()).isEqualTo(ExitStatus.INTERRUPTED);
        assertThat(failure.line()).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("dgen: interrupted: 3 of 7 bytes\ndgen: last\n");
    }

    @Test
    void lastWordsArePrintedForAWorkerThatHangs() {
        try (Interruption interruption = open(1)) {
            signal(interruption);
        }

        assertThat(Thread.interrupted()).isTrue();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("dgen: interrupted; I/O on disk did not stop within 1 s\ndgen: last\n");
    }

    @Test
    void failedWriteIsNoInterruption() {
        try (Interruption interruption = open(60)) {
            Failure failure = interruption.report(new IOException("No space left on device"), "");

            assertThat(failure.status()).isEqualTo(ExitStatus.IO);
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("dgen: disk: No space left on device\ndgen: last\n");
    }
}
