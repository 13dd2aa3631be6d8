package io.dgen.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The CPU's clock, measured: an exclusive or and an addition that wait for each other take two cycles on every CPU of
 * today, and nothing else tells which clock a CPU runs at now.
 *
 * @param gigahertz median of all rounds
 * @param doubt why it is not to be trusted; null if it is
 */
record Clock(double gigahertz, @Nullable String doubt) {
    private static final int STEPS = 16;
    private static final int LOOPS = 50_000;

    private static final double MIN_GIGAHERTZ = 0.4;
    private static final double MAX_GIGAHERTZ = 7;
    private static final double MAX_SPREAD = 0.2;

    /** What a virtual machine is told is the nominal clock: CPUs run at up to twice that, and below it to save power. */
    private static final double MAX_OF_TOLD = 2.2;

    private static final double MIN_OF_TOLD = 0.3;

    private static final Pattern CPUINFO = Pattern.compile("(?m)^cpu MHz\\s*:\\s*([0-9.]+)$");

    /** What the chain ends with: it must be used. */
    private static volatile long sink;

    /** The clock of this thread's CPU now; takes about a millisecond. */
    static double measure() {
        long seed = sink;
        long start = System.nanoTime();
        sink = chain(seed | 1, seed ^ 0x5DEECE66DL, LOOPS);
        long nanos = System.nanoTime() - start;
        return 2.0 * STEPS * LOOPS / Math.max(1, nanos);
    }

    /** Until the JVM has compiled the chain. */
    static void warmUp() {
        for (int i = 0; i < 60; i++) {
            double ignored = measure();
        }
    }

    private static long chain(long a, long b, int loops) {
        long x = a;
        for (int i = 0; i < loops; i++) {
            x = (x ^ a) + b;
            x = (x ^ a) + b;
            x = (x ^ a) + b;
            x = (x ^ a) + b;
            x = (x ^ a) + b;
            x = (x ^ a) + b;
            x = (x ^ a) + b;
            x = (x ^ a) + b;
            x = (x ^ a) + b;
            x = (x ^ a) + b;
            x = (x ^ a) + b;
            x = (x ^ a) + b;
            x = (x ^ a) + b;
            x = (x ^ a) + b;
            x = (x ^ a) + b;
            x = (x ^ a) + b;
        }
        return x;
    }

    /** @param toldGigahertz what the system says; empty if nothing */
    static Clock judge(Samples measured, OptionalDouble toldGigahertz) {
        double gigahertz = measured.median();
        String doubt = null;
        if (gigahertz < MIN_GIGAHERTZ || gigahertz > MAX_GIGAHERTZ) {
            doubt = String.format(Locale.ROOT, "%.2f GHz is no clock of a CPU", gigahertz);
        } else if (measured.spread() > MAX_SPREAD) {
            doubt = String.format(
                    Locale.ROOT, "%.2f GHz, but it varies by %.0f %%", gigahertz, 100 * measured.spread());
        } else if (toldGigahertz.isPresent()) {
            double told = toldGigahertz.getAsDouble();
            if (gigahertz > MAX_OF_TOLD * told || gigahertz < MIN_OF_TOLD * told) {
                doubt = String.format(Locale.ROOT, "%.2f GHz measured, the system says %.2f", gigahertz, told);
            }
        }
        return new Clock(gigahertz, doubt);
    }

    /** What the system says about the first CPU: its highest clock, or the one that it had a moment ago. */
    static OptionalDouble told(Path root) {
        try {
            String kilohertz = Files.readString(root.resolve("sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq"));
            return OptionalDouble.of(Long.parseLong(kilohertz.strip()) / 1e6);
        } catch (IOException | NumberFormatException e) {
            // not there in virtual machines
        }
        try {
            Matcher line = CPUINFO.matcher(Files.readString(root.resolve("proc/cpuinfo")));
            if (line.find()) {
                double gigahertz = Double.parseDouble(line.group(1)) / 1e3;
                return gigahertz > 0 ? OptionalDouble.of(gigahertz) : OptionalDouble.empty();
            }
        } catch (IOException | NumberFormatException e) {
            // nobody knows
        }
        return OptionalDouble.empty();
    }
}
