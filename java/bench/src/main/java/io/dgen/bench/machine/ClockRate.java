// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.machine;

import io.dgen.bench.statistics.Summary;
import io.dgen.bench.thread.ThreadRun;
import io.dgen.bench.thread.ThreadTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The CPU's clock rate, measured: an exclusive or and an addition that depend on each other take two cycles on every
 * present CPU. No interface of the system tells at which rate a CPU runs now.
 *
 * @param gigahertz median of all rounds
 * @param doubt why the rate is not reliable; null if it is
 */
public record ClockRate(double gigahertz, @Nullable String doubt) {
    /** A task of one thread, about a millisecond long. */
    public static final ThreadTask TASK = _ -> ClockRate::runChain;

    private static final int STEPS = 4;
    private static final int LOOPS = 200_000;
    private static final double CYCLES = 2.0 * STEPS * LOOPS;

    private static final double MIN_GIGAHERTZ = 0.4;
    private static final double MAX_GIGAHERTZ = 7;
    private static final double MAX_SPREAD = 0.2;

    /** A virtual machine reports the nominal rate: CPUs run at up to twice that, and below it to save power. */
    private static final double MAX_OF_REPORTED = 2.2;

    private static final double MIN_OF_REPORTED = 0.3;

    private static final Pattern MAX_FREQ = Pattern.compile("^([0-9]+)\\s*$");
    private static final Pattern CPUINFO = Pattern.compile("(?m)^cpu MHz\\s*:\\s*([0-9.]+)$");

    /** Keeps the JVM from eliminating the chain. */
    private static volatile long sink;

    private static void runChain() {
        long a = sink | 1;
        long b = sink ^ 0x5DEECE66DL;
        long x = a;
        for (int i = 0; i < LOOPS; i++) {
            x = (x ^ a) + b;
            x = (x ^ a) + b;
            x = (x ^ a) + b;
            x = (x ^ a) + b;
        }
        sink = x;
    }

    /** {@return the clock rate during a run of {@link #TASK}} */
    public static double gigahertz(ThreadRun run) {
        return CYCLES * run.calls() / run.nanos();
    }

    /**
     * {@return the median of the measured rates, with a doubt if it is not plausible}
     *
     * @param reportedGigahertz rate that the system reports; empty if it reports none
     */
    public static ClockRate judge(Summary measured, OptionalDouble reportedGigahertz) {
        return new ClockRate(measured.median(), doubt(measured, reportedGigahertz));
    }

    private static @Nullable String doubt(Summary measured, OptionalDouble reportedGigahertz) {
        double gigahertz = measured.median();
        if (gigahertz < MIN_GIGAHERTZ || gigahertz > MAX_GIGAHERTZ) {
            return String.format(Locale.ROOT, "%.2f GHz is not plausible for a CPU", gigahertz);
        }
        if (measured.spread() > MAX_SPREAD) {
            return String.format(Locale.ROOT, "%.2f GHz, but it varies by %.0f %%", gigahertz, 100 * measured.spread());
        }
        double reported = reportedGigahertz.orElse(gigahertz);
        return gigahertz > MAX_OF_REPORTED * reported || gigahertz < MIN_OF_REPORTED * reported
                ? String.format(Locale.ROOT, "%.2f GHz measured, the system reports %.2f", gigahertz, reported)
                : null;
    }

    /**
     * {@return the rate that the system reports for the first CPU: its highest one, or a recent one}
     *
     * @param root the root directory; a test has its own
     */
    public static OptionalDouble reported(Path root) {
        double highest = number(root.resolve("sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq"), MAX_FREQ) / 1e6;
        double gigahertz = highest > 0 ? highest : number(root.resolve("proc/cpuinfo"), CPUINFO) / 1e3;
        return gigahertz > 0 ? OptionalDouble.of(gigahertz) : OptionalDouble.empty();
    }

    /** {@return the number that a pattern finds in a file; 0 if there is none, as in a virtual machine} */
    private static double number(Path file, Pattern pattern) {
        try {
            Matcher number = pattern.matcher(Files.readString(file));
            return number.find() ? Double.parseDouble(number.group(1)) : 0;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
