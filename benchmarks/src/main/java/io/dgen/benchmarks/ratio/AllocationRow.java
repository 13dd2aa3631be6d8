package io.dgen.benchmarks.ratio;

import io.dgen.SystemInfo;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Heap bytes that one call allocates once it is compiled. */
record AllocationRow(String name, String what, Contender contender) implements Row {

    /** What JMH's own bookkeeping may come to for each call of a benchmark. */
    private static final double ALMOST_ZERO = 0.5;

    @Override
    public double bar() {
        return 0;
    }

    @Override
    public boolean atLeast() {
        return false;
    }

    @Override
    public boolean met(double value) {
        return value < ALMOST_ZERO;
    }

    @Override
    public String unit() {
        return " B";
    }

    @Override
    public @Nullable String unavailable(SystemInfo system) {
        return contender.unavailable(system);
    }

    @Override
    public Measured measure(Settings settings, boolean byJmh) throws IOException, InterruptedException {
        Fork fork = new Fork(Allocations.class, name, settings.name(), Boolean.toString(byJmh));
        double bytes = fork.answers().getFirst()[0];
        return Measured.ofValues(List.of(bytes), contender.toString());
    }
}
