package io.dgen.benchmarks.scale;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Repeats what was measured while other programs took the CPUs, after waiting for them. Linux only; elsewhere nothing
 * is repeated.
 */
final class Quiet {
    /** Share of all CPUs. */
    private static final double BUSY = 0.08;

    private static final long LOOK_NANOS = 200_000_000;
    private static final double TICKS_PER_SECOND = 100;
    private static final int CPUS = Runtime.getRuntime().availableProcessors();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Time that may go to waiting and repeating, so that a run ends on a machine that is never quiet. */
    private static double secondsLeft;

    private static int measured;
    private static int disturbed;

    private Quiet() {}

    static void patience(double seconds) {
        secondsLeft = seconds;
    }

    /** The first result that was not disturbed; any, when patience is at its end. */
    static <T> T measure(Supplier<T> measurement) {
        measured++;
        while (true) {
            long start = System.nanoTime();
            double before = othersSeconds();
            T result = measurement.get();
            if (othersShare(start, before) <= BUSY) {
                return result;
            }
            if (secondsLeft <= 0) {
                disturbed++;
                return result;
            }
            await();
            secondsLeft -= (System.nanoTime() - start) / 1e9;
        }
    }

    static String summary() {
        return disturbed + " of " + measured + " measurements were disturbed by other programs.";
    }

    private static void await() {
        for (int i = 0; i < 50; i++) {
            long start = System.nanoTime();
            double before = othersSeconds();
            LockSupport.parkNanos(LOOK_NANOS);
            if (othersShare(start, before) <= BUSY) {
                return;
            }
        }
    }

    private static double othersShare(long startNanos, double before) {
        return (othersSeconds() - before) / ((System.nanoTime() - startNanos) / 1e9 * CPUS);
    }

    /** CPU time that went to other programs, or to other machines on the same host. */
    private static double othersSeconds() {
        try {
            String first;
            try (var lines = Files.lines(Path.of("/proc/stat"))) {
                first = lines.findFirst().orElseThrow();
            }
            String[] ticks = first.split(" +"); // cpu user nice system idle iowait irq softirq steal ...
            double busy = IntStream.of(1, 2, 3, 6, 7, 8)
                    .mapToDouble(i -> Double.parseDouble(ticks[i]))
                    .sum();
            return busy / TICKS_PER_SECOND - SYSTEM.getProcessCpuTime() / 1e9;
        } catch (IOException e) {
            return 0;
        }
    }
}
