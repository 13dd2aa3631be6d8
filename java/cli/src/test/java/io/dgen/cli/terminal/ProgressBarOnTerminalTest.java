// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

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

    @Test
    void barShowsTaskAndEnd() {
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        try (ProgressBarOnTerminal bar = new ProgressBarOnTerminal(
                "generate", 5_000_000, new PrintStream(terminal, true, StandardCharsets.UTF_8))) {
            bar.moveTo(5_000_000);
        }
        assertThat(terminal.toString(StandardCharsets.UTF_8)).contains("generate 100%", "5/5MB", "GB/s");
    }
}
