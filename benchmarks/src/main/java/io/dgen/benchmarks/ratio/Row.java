// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.ratio;

import io.dgen.SystemInfo;
import io.dgen.benchmarks.BenchmarkSpec;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table: a measurement and the bar that it must reach.
 *
 * @param name for the command line
 * @param what for the table
 * @param candidates benchmarks that must be able to run
 */
record Row(String name, String what, Bar bar, List<BenchmarkSpec> candidates, Measurement measurement) {
    /** The measurement of a row. */
    @FunctionalInterface
    interface Measurement {
        /** @throws io.dgen.bench.measure.MeasurementException if a process fails */
        Measured measure(Effort effort, Harness harness);
    }

    /** {@return why it cannot be measured on this machine; null if it can} */
    @Nullable
    String unavailable(SystemInfo system) {
        return BenchmarkSpec.unavailable(candidates, system);
    }

    /**
     * A limit.
     *
     * @param isAtLeast whether it is the least value; otherwise it is the largest
     * @param unit of the limit and the value; empty for ratios
     * @param tolerance of the value
     */
    record Bar(double limit, boolean isAtLeast, String unit, double tolerance) {
        static Bar atLeast(double limit, String unit) {
            return new Bar(limit, true, unit, 0);
        }

        static Bar atMost(double limit, String unit) {
            return new Bar(limit, false, unit, 0);
        }

        boolean isMet(double value) {
            return isAtLeast ? value >= limit - tolerance : value <= limit + tolerance;
        }

        /** {@return the value in proportion to the limit, or the inverse if less is better; NaN for a limit of 0} */
        double reached(double value) {
            return limit == 0 ? Double.NaN : isAtLeast ? value / limit : limit / value;
        }

        @Override
        public String toString() {
            return (isAtLeast ? ">= " : "<= ")
                    + (limit == Math.rint(limit) ? Long.toString((long) limit) : Double.toString(limit))
                    + unit;
        }

        /** {@return a value with its unit} */
        String format(double value) {
            return number(value) + unit;
        }
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.3f" : "%.1f", value);
    }
}
