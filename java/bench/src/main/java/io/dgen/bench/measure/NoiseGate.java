// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Repeats measurements during which other programs used the CPUs, after waiting for those programs. Linux only;
 * elsewhere no measurement is repeated.
 */
public final class NoiseGate {
    /** CPU time of other programs, as a fraction of the time of all CPUs. */
    private static final double MAX_LOAD = 0.08;

    private static final double PROBE_SECONDS = 0.2;
    private static final int MAX_PROBES = 50;
    private static final int TICKS_PER_SECOND = 100;

    private final Machine machine;
    private double secondsLeft;
    private int measured;
    private int disturbed;

    /** The machine as the gate sees it; a test has its own. */
    interface Machine {
        default double seconds() {
            return System.nanoTime() / 1e9;
        }

        default void sleep(double seconds) {
            LockSupport.parkNanos((long) (seconds * 1e9));
        }

        /** {@return the CPU time of other programs, and of other virtual machines on the same host, per CPU} */
        double othersSeconds();
    }

    /** @param maxSeconds time for waiting and repeating: a run ends even if the machine is never quiet */
    public NoiseGate(double maxSeconds) {
        this(maxSeconds, NoiseGate::othersSecondsOfThisMachine);
    }

    NoiseGate(double maxSeconds, Machine machine) {
        secondsLeft = maxSeconds;
        this.machine = machine;
    }

    /** {@return the first result without disturbance; a disturbed one when the time for repeating is used up} */
    public <T> T measure(Supplier<T> measurement) {
        measured++;
        while (true) {
            double start = machine.seconds();
            DoubleSupplier load = load();
            T result = measurement.get();
            if (load.getAsDouble() <= MAX_LOAD) {
                return result;
            }
            if (secondsLeft <= 0) {
                disturbed++;
                return result;
            }
            awaitQuiet();
            secondsLeft -= machine.seconds() - start;
        }
    }

    public String summary() {
        return disturbed + " of " + measured + " measurements were disturbed by other programs.";
    }

    private void awaitQuiet() {
        DoubleSupplier load;
        int probes = 0;
        do {
            load = load();
            machine.sleep(PROBE_SECONDS);
            probes++;
        } while (load.getAsDouble() > MAX_LOAD && probes < MAX_PROBES);
    }

    /** {@return the load by other programs from now until it is asked for} */
    private DoubleSupplier load() {
        double start = machine.seconds();
        double before = machine.othersSeconds();
        return () -> (machine.othersSeconds() - before) / (machine.seconds() - start);
    }

    private static double othersSecondsOfThisMachine() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try {
            double busy = busySeconds(Files.readString(Path.of("/proc/stat")));
            return (busy - system.getProcessCpuTime() / 1e9) / system.getAvailableProcessors();
        } catch (IOException e) {
            return 0;
        }
    }

    /** {@return the CPU time of all programs} */
    static double busySeconds(String procStat) {
        String[] ticks = procStat.lines().findFirst().orElseThrow().split(" +");
        // cpu user nice system idle iowait irq softirq steal
        return IntStream.of(1, 2, 3, 6, 7, 8)
                        .mapToDouble(i -> Double.parseDouble(ticks[i]))
                        .sum()
                / TICKS_PER_SECOND;
    }
}
