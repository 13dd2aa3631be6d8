// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressBarOnTerminalTest {
    @Test
    void remainingTimeUsesTheMeanRate() {
        // The rate is more than one byte per nanosecond, as generators reach it.
        assertThat(ProgressBarOnTerminal.timeLeft(Duration.ofSeconds(2), 6_000_000_000L, 9_000_000_000L))
                .contains(Duration.ofSeconds(1));
        assertThat(ProgressBarOnTerminal.timeLeft(Duration.ofSeconds(2), 1_000, 61_000))
                .contains(Duration.ofMinutes(2));
        assertThat(ProgressBarOnTerminal.timeLeft(Duration.ofSeconds(2), 0, 61_000))
                .isEmpty();
        assertThat(ProgressBarOnTerminal.timeLeft(Duration.ofHours(1), Long.MAX_VALUE, Long.MAX_VALUE))
                .contains(Duration.ZERO);
    }

    @Test
    void rateIsInGigabytesPerSecond() {
        assertThat(ProgressBarOnTerminal.rate(3_000_000_000L, 2_000_000_000L)).isEqualTo("1.50 GB/s");
        assertThat(ProgressBarOnTerminal.rate(1, 0)).isEqualTo("1.00 GB/s");
    }

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    private StatusLine line(int columns) {
        return new StatusLine(new PrintStream(terminal, true, StandardCharsets.UTF_8), () -> columns);
    }

    private ProgressBarOnTerminal bar(int columns) {
        return new ProgressBarOnTerminal("generate", 5_000_000, line(columns));
    }

    @ParameterizedTest
    @ValueSource(ints = {StatusLine.MIN_COLUMNS, 60, 79, 80, 200})
    void barFitsTheTerminal(int columns) {
        try (ProgressBarOnTerminal bar = bar(columns)) {
            bar.moveTo(1_234_567);
        }

        assertThat(line(columns).canShow()).isTrue();
        assertThat(terminal.toString(StandardCharsets.UTF_8).split("[\\r\\n]+"))
                .allSatisfy(shown -> assertThat(shown).hasSizeLessThan(columns));
    }

    @Test
    void narrowAndDumbTerminalsHaveNoBar() {
        assertThat(line(StatusLine.MIN_COLUMNS - 1).canShow()).isFalse();
        assertThat(line(0).canShow()).isFalse();
        assertThat(TerminalColumns.isDumb("dumb")).isTrue();
        assertThat(TerminalColumns.isDumb("")).isTrue();
        assertThat(TerminalColumns.isDumb("xterm")).isFalse();
    }

    @Test
    void messageIsAboveTheBar() {
        StatusLine line = line(80);

        line.println("before");
        line.show("task 1%");
        line.println("message");
        line.show("task");
        line.end();
        line.println("after");

        assertThat(terminal.toString(StandardCharsets.UTF_8))
                .isEqualTo("before\n\rtask 1%\r       \rmessage\ntask 1%\rtask   \nafter\n");
    }

    @Test
    void barShowsTaskAndEnd() {
        try (ProgressBarOnTerminal bar = bar(80)) {
            bar.moveTo(5_000_000);
        }
        assertThat(terminal.toString(StandardCharsets.UTF_8)).contains("generate 100%", "5/5MB", "GB/s");
    }
}
