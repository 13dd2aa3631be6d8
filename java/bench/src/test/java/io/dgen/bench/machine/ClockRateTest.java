package io.dgen.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClockTest {
    private static final OptionalDouble UNTOLD = OptionalDouble.empty();

    @TempDir
    private Path root;

    private static Samples samples(Double... values) {
        return new Samples(List.of(values));
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void plausibleClocks() {
        assertThat(Clock.judge(samples(3.1, 3.2, 3.3), UNTOLD)).isEqualTo(new Clock(3.2, null));
        assertThat(Clock.judge(samples(3.2), OptionalDouble.of(2.45)).doubt()).isNull();
    }

    @Test
    void implausibleClocks() {
        assertThat(Clock.judge(samples(7.5), UNTOLD).doubt()).isEqualTo("7.50 GHz is no clock of a CPU");
        assertThat(Clock.judge(samples(0.3), UNTOLD).doubt()).isEqualTo("0.30 GHz is no clock of a CPU");
        assertThat(Clock.judge(samples(2.0, 3.0, 4.0), UNTOLD).doubt()).isEqualTo("3.00 GHz, but it varies by 53 %");
        assertThat(Clock.judge(samples(6.0), OptionalDouble.of(2.5)).doubt())
                .isEqualTo("6.00 GHz measured, the system says 2.50");
        assertThat(Clock.judge(samples(0.6), OptionalDouble.of(2.5)).doubt())
                .isEqualTo("0.60 GHz measured, the system says 2.50");
    }

    @Test
    void whatTheSystemTells() throws IOException {
        assertThat(Clock.told(root)).isEmpty();

        write("proc/cpuinfo", "processor\t: 0\ncpu MHz\t\t: 2500.000\n\nprocessor\t: 1\ncpu MHz\t\t: 800.0\n");
        assertThat(Clock.told(root)).hasValue(2.5);

        write("sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq", "3675000\n");
        assertThat(Clock.told(root)).hasValue(3.675);
    }

    @Test
    void whatTheSystemTellsWrongly() throws IOException {
        write("sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq", "<unknown>\n");
        write("proc/cpuinfo", "cpu MHz\t\t: 0.000\n");

        assertThat(Clock.told(root)).isEmpty();
    }

    @Test
    void aClockIsCounted() {
        assertThat(Clock.measure()).isPositive();
    }
}
