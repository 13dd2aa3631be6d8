// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.Tier;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table: a measurement and the bar that it must reach; an entry of {@code rows.json}.
 *
 * @param name for the command line
 * @param kind a ratio where the entry has none
 * @param candidates texts of benchmarks
 * @param what for the table
 * @param jvms least number in a full run, if it matters
 * @param floors of the guard, by the best tier that the CPU has, or {@code any}; not checked with the other tiers
 * @param usual value on quiet machines
 */
record Row(
        String name,
        Bar bar,
        Kind kind,
        List<String> candidates,
        String what,
        int jvms,
        Map<String, Bar> floors,
        String usual) {
    private static final String GUARD_ALONE = "guard";
    private static final List<Theme> ALL = Tables.read(Theme.class, "rows.json");

    Row {
        kind = Objects.requireNonNullElse(kind, Kind.RATIO);
        floors = Objects.requireNonNullElse(floors, Map.of());
        usual = Objects.requireNonNullElse(usual, "");
    }

    /** Rows that belong together. */
    record Theme(String theme, List<Row> rows) {}

    /** What is measured, and how. */
    enum Kind {
        /** The rate of the first candidate in proportion to the highest rate of the others. */
        RATIO,
        /** GB/s. */
        RATE,
        /** Millions of operations per second. */
        CREATION,
        ALLOCATION,
        SAFEPOINT,
        FIRST_FILL,
        FIRST_BYTE,
        /** The rate of the command line through a pipe, in proportion to that of zeros. */
        PIPE
    }

    /** {@return the themes of the table} */
    static List<Theme> themes() {
        return ALL.stream().filter(t -> !t.theme.equals(GUARD_ALONE)).toList();
    }

    /** {@return all rows, with those of the guard alone} */
    static Stream<Row> all() {
        return ALL.stream().flatMap(t -> t.rows.stream());
    }

    /** {@return the least value for the guard; null if it does not check the row with that tier} */
    @Nullable
    Bar floor(Tier best) {
        return floors.getOrDefault(best.name(), floors.get("any"));
    }

    /** {@return the candidates; a rival may be a method of the first one's family, and have its parameters} */
    List<BenchmarkSpec> specs() {
        return candidates.stream()
                .map(c -> BenchmarkSpec.parse(candidates.getFirst()).parseRival(c))
                .toList();
    }

    /** @throws io.dgen.bench.measure.MeasurementException if a process fails */
    Measured measure(Effort effort, Harness harness) {
        List<BenchmarkSpec> specs = specs();
        int forks = effort == Effort.FULL ? Math.max(effort.jvms, jvms) : effort.jvms;
        Stream<List<double[]>> rates =
                Stream.generate(() -> harness.rates(specs, effort)).limit(forks);
        return switch (kind) {
            case RATIO -> Measured.ofRates(specs, rates.toList());
            case RATE -> medians(rates, 1e9);
            case CREATION -> medians(rates, 1e6);
            case ALLOCATION ->
                Measured.ofValues(
                        List.of(harness.allocation(specs.getFirst(), effort)),
                        specs.getFirst().toString());
            case SAFEPOINT -> Measured.ofSafepoints(Fork.safepoints(specs.getFirst(), effort));
            case FIRST_FILL -> Measured.ofProcesses(Fork::firstFill, effort, "median of new JVMs");
            case FIRST_BYTE -> Measured.ofProcesses(PipeRate::firstByte, effort, "median of new processes");
            case PIPE -> Measured.ofProcesses(PipeRate::relativeToZeros, effort, "median of new processes");
        };
    }

    private static Measured medians(Stream<List<double[]>> rates, double unit) {
        return Measured.ofValues(
                rates.map(r -> Measured.medians(r).getFirst() / unit).toList(), "median of new JVMs");
    }
}
