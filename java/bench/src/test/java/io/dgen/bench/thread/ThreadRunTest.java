// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dgen.bench.thread.ThreadRun.ThreadTime;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ThreadRunTest {
    /** From 100 to 300 and from 150 to 550, of which 200 and 300 with a CPU. */
    private static final ThreadRun RUN =
            new ThreadRun(List.of(new ThreadTime(10, 100, 300, 200), new ThreadTime(40, 150, 550, 300)));

    @Test
    void sums() {
        assertThat(RUN.calls()).isEqualTo(50);
        assertThat(RUN.nanos()).isEqualTo(450);
        assertThat(RUN.threadNanos()).isEqualTo(600);
        assertThat(RUN.cpuNanos()).isEqualTo(500);
        assertThat(RUN.leastCpuShare()).isEqualTo(0.75);
    }

    @Test
    void rates() {
        assertThat(RUN.callsPerSecond()).isCloseTo(50e9 / 450, within(1e-3));
        assertThat(RUN.callsPerCpuSecond()).isCloseTo(50e9 / 500, within(1e-3));
        assertThat(RUN.sumOfRates()).isCloseTo(10e9 / 200 + 40e9 / 400, within(1e-3));
    }

    /** {@link System#nanoTime} may overflow. */
    @Test
    void timeAcrossAnOverflow() {
        ThreadRun run = new ThreadRun(List.of(
                new ThreadTime(1, Long.MAX_VALUE - 10, Long.MIN_VALUE + 20, 1),
                new ThreadTime(1, Long.MIN_VALUE + 5, Long.MIN_VALUE + 30, 1)));

        assertThat(run.nanos()).isEqualTo(41);
        assertThat(run.threads().getFirst().elapsedNanos()).isEqualTo(31);
    }

    @Test
    void noTimeCountsAsOneNanosecond() {
        ThreadRun run = new ThreadRun(List.of(new ThreadTime(1, 7, 7, 0)));

        assertThat(run.nanos()).isOne();
        assertThat(run.callsPerSecond()).isEqualTo(1e9);
        assertThat(run.callsPerCpuSecond()).isEqualTo(1e9);
    }
}
