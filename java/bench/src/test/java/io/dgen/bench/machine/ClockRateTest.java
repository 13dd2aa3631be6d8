// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dgen.bench.statistics.Summary;
import io.dgen.bench.thread.ThreadRun;
import io.dgen.bench.thread.ThreadRun.ThreadTime;
import io.dgen.bench.thread.ThreadRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClockRateTest {
    private static final OptionalDouble UNREPORTED = OptionalDouble.empty();

    @TempDir
    private Path root;

    private static @Nullable String doubt(OptionalDouble reported, Double... rates) {
        return ClockRate.judge(Summary.of(List.of(rates)), reported).doubt();
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void plausibleRates() {
        assertThat(ClockRate.judge(Summary.of(List.of(3.1, 3.2, 3.3)), UNREPORTED))
                .isEqualTo(new ClockRate(3.2, null));
        assertThat(doubt(OptionalDouble.of(2.45), 3.2)).isNull();
    }

    @Test
    void implausibleRates() {
        assertThat(doubt(UNREPORTED, 7.5)).isEqualTo("7.50 GHz is not plausible for a CPU");
        assertThat(doubt(UNREPORTED, 0.3)).isEqualTo("0.30 GHz is not plausible for a CPU");
        assertThat(doubt(UNREPORTED, 2.0, 3.0, 4.0)).isEqualTo("3.00 GHz, but it varies by 53 %");
        assertThat(doubt(OptionalDouble.of(2.5), 6.0)).isEqualTo("6.00 GHz measured, the system reports 2.50");
        assertThat(doubt(OptionalDouble.of(2.5), 0.6)).isEqualTo("0.60 GHz measured, the system reports 2.50");
    }

    @Test
    void reportedRate() throws IOException {
        assertThat(ClockRate.reported(root)).isEmpty();

        write("proc/cpuinfo", "processor\t: 0\ncpu MHz\t\t: 2500.000\n\nprocessor\t: 1\ncpu MHz\t\t: 800.0\n");
        assertThat(ClockRate.reported(root)).hasValue(2.5);

        write("sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq", "3675000\n");
        assertThat(ClockRate.reported(root)).hasValue(3.675);
    }

    @Test
    void wronglyReportedRate() throws IOException {
        write("sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq", "<unknown>\n");
        write("proc/cpuinfo", "cpu MHz\t\t: 0.000\n");

        assertThat(ClockRate.reported(root)).isEmpty();
    }

    /** Two cycles for each of 4 steps of 200,000 loops: 1.6 million cycles in half a millisecond are 3.2 GHz. */
    @Test
    void rateOfARun() {
        ThreadRun run = new ThreadRun(List.of(new ThreadTime(1, 7, 500_007, 0)));
        ThreadRun twice = new ThreadRun(List.of(new ThreadTime(2, 7, 2_000_007, 0)));

        assertThat(ClockRate.gigahertz(run)).isCloseTo(3.2, within(1e-12));
        assertThat(ClockRate.gigahertz(twice)).isCloseTo(1.6, within(1e-12));
    }

    @Test
    void theTaskRuns() {
        try (ThreadRunner runner = new ThreadRunner(1)) {
            assertThat(runner.repeat(ClockRate.TASK, 0, 3).calls()).isEqualTo(3);
        }
    }
}
