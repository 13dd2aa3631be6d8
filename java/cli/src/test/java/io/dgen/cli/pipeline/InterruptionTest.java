package io.dgen.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class InterruptionTest {
    private final List<String> words = new ArrayList<>();

    /** As the JVM does on a signal, while the worker seems to hang. */
    private static void signal(Interruption interruption) {
        Thread signal = new Thread(interruption::interrupt);
        signal.start();
        while (signal.isAlive()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void workerIsInterruptedAndNotWaitedForOnceItIsDone() {
        Interruption interruption = new Interruption(() -> words.add("last"), 60_000);
        interruption.close();

        signal(interruption);

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(interruption.isCauseOf(new InterruptedException())).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(words).isEmpty();
    }

    @Test
    void lastWordsAreSaidForAWorkerThatHangs() {
        try (Interruption interruption = new Interruption(() -> words.add("last"), 1)) {
            signal(interruption);
        }

        assertThat(Thread.interrupted()).isTrue();
        assertThat(words).containsExactly("last");
    }
}
