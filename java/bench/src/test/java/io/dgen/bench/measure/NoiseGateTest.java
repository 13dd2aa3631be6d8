// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class NoiseGateTest {
    /** A machine with 4 CPUs on which other programs use some of them until a time. */
    private static final class SimulatedMachine implements NoiseGate.Machine {
        private final double busyCpus;
        private final double busyUntil;
        private double now = 100;
        private double used;

        SimulatedMachine(double busyCpus, double busyUntil) {
            this.busyCpus = busyCpus;
            this.busyUntil = busyUntil;
        }

        @Override
        public double seconds() {
            return now;
        }

        @Override
        public double othersSeconds() {
            return used / 4;
        }

        @Override
        public void sleep(double seconds) {
            used += busyCpus * Math.max(0, Math.min(seconds, busyUntil - now));
            now += seconds;
        }
    }

    private final AtomicInteger measurements = new AtomicInteger();

    private int measure(NoiseGate gate, SimulatedMachine machine) {
        return gate.measure(() -> {
            machine.sleep(1);
            return measurements.incrementAndGet();
        });
    }

    @Test
    void quietMachine() {
        SimulatedMachine machine = new SimulatedMachine(0.3, Double.MAX_VALUE);
        NoiseGate gate = new NoiseGate(300, machine);

        assertThat(measure(gate, machine)).isEqualTo(1);
        assertThat(gate.summary()).isEqualTo("0 of 1 measurements were disturbed by other programs.");
    }

    @Test
    void measuredAgainWhenTheOtherProgramHasEnded() {
        SimulatedMachine machine = new SimulatedMachine(1, 105);
        NoiseGate gate = new NoiseGate(300, machine);

        assertThat(measure(gate, machine)).isEqualTo(2);
        assertThat(machine.now).isCloseTo(106.2, within(0.21));
        assertThat(gate.summary()).isEqualTo("0 of 1 measurements were disturbed by other programs.");
    }

    /** Each attempt takes 1 s and 50 probes of 0.2 s: after two of them the time is used up. */
    @Test
    void patienceIsLimited() {
        SimulatedMachine machine = new SimulatedMachine(1, Double.MAX_VALUE);
        NoiseGate gate = new NoiseGate(20, machine);

        assertThat(measure(gate, machine)).isEqualTo(3);
        assertThat(measure(gate, machine)).isEqualTo(4);
        assertThat(gate.summary()).isEqualTo("2 of 2 measurements were disturbed by other programs.");
    }

    @Test
    void busyTimeOfProcStat() {
        String stat = """
            cpu  100 20 30 4000 500 6 7 80 9 0
            cpu0 1 1 1 1 1 1 1 1 1 1
            """;

        assertThat(NoiseGate.busySeconds(stat)).isEqualTo(2.43);
    }

    @Test
    void thisMachine() {
        assertThat(new NoiseGate(0).<String>measure(() -> "done")).isEqualTo("done");
    }
}
