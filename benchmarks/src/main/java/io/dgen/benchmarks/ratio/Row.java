package io.dgen.benchmarks.ratio;

import io.dgen.SystemInfo;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A row of the table: something to measure and the bar that it must reach. */
sealed interface Row permits RatioRow, AllocationRow, SafepointRow, FigureRow {
    /** What the command line calls it. */
    String name();

    /** What the table calls it. */
    String what();

    double bar();

    /** Whether the bar is the least that will do; else it is the most. */
    boolean atLeast();

    /** Of value and bar; empty for ratios. */
    String unit();

    /** Why it cannot be measured here; null if it can. */
    @Nullable
    String unavailable(SystemInfo system);

    Measured measure(Settings settings, boolean byJmh) throws IOException, InterruptedException;

    default boolean met(double value) {
        return atLeast() ? value >= bar() : value <= bar();
    }
}
