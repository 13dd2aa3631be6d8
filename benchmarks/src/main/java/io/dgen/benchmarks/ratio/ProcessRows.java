// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.ratio;

import io.dgen.Engine;
import io.dgen.SystemInfo;
import io.dgen.bench.measure.Candidate;
import io.dgen.bench.measure.InterleavedMeasurement;
import io.dgen.bench.measure.MeasurementException;
import io.dgen.bench.measure.TimeBudget;
import io.dgen.bench.process.ForkedJvm;
import io.dgen.bench.statistics.Quantiles;
import io.dgen.bench.statistics.Summary;
import io.dgen.benchmarks.ratio.Row.Bar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rows about the process around the library: its start, objects, heap, safepoints. */
final class ProcessRows {
    /** Allocations that JMH may make for each call of a benchmark. */
    private static final Bar NO_ALLOCATION = new Bar(0, false, " B", 0.5);

    static final List<Row> ROWS = List.of(
            new Row(
                    "first-fill",
                    "first use of the library in a new JVM until 1 MiB is allocated and filled",
                    Bar.atMost(150, " ms"),
                    new MedianOfProcesses("median of new JVMs", FirstFill::measure)),
            new Row(
                    "first-byte",
                    "./dgen generate --size 1MiB - until its first byte",
                    Bar.atMost(0.45, " s"),
                    new MedianOfProcesses("median of new processes", FirstByte::measure)),
            new Row(
                    "creation",
                    "generators created, none with a thread, millions per second",
                    Bar.atLeast(1, " M/s"),
                    new MedianOfProcesses("median of new JVMs", ForkedMeasurements::creations)),
            allocation("4k", "fill of a 4 KiB native segment", "Buffer.segment(size=4KiB)"),
            allocation("array", "fill of a 4 KiB byte[]", "Buffer.array(size=4KiB)"),
            allocation("1m", "fill of a 1 MiB native segment", "Buffer.segment(size=1MiB)"),
            allocation("32m", "fillChunk of 32 MiB", "Streaming.fillChunk(chunk=32MiB)"),
            safepoint("native", Engine.NATIVE),
            safepoint("vector", Engine.VECTOR),
            safepoint("scalar", Engine.SCALAR));

    private ProcessRows() {}

    private static Row allocation(String name, String what, String benchmark) {
        Allocation allocation = new Allocation(BenchmarkSpec.parse(benchmark));
        return new Row("allocation-" + name, "allocation per " + what, NO_ALLOCATION, allocation);
    }

    private static Row safepoint(String name, Engine engine) {
        String what = "time to safepoint filling 1 GiB byte[], " + name;
        return new Row("safepoint-" + name, what, Bar.atMost(1, " ms"), new Safepoints(engine));
    }

    /** The median of several processes' figures. */
    private record MedianOfProcesses(String remark, Candidate<Double> process) implements Row.Measurement {
        @Override
        public Measured measure(Effort effort, Row.Harness harness) {
            // The process of the warm-up reads files that are not in memory yet.
            TimeBudget budget = TimeBudget.ofRounds(effort.processes());
            return Measured.ofValues(
                    InterleavedMeasurement.run(List.of(process), budget).getFirst(), remark);
        }
    }

    /** Heap bytes that one call allocates after it is compiled. */
    private record Allocation(BenchmarkSpec spec) implements Row.Measurement {
        @Override
        public @Nullable String unavailable(SystemInfo system) {
            return spec.unavailable(system);
        }

        @Override
        public Measured measure(Effort effort, Row.Harness harness) {
            return Measured.ofValues(List.of(ForkedMeasurements.allocation(spec, effort, harness)), spec.toString());
        }
    }

    /** The longest time to a safepoint while another thread fills a byte[] of 1 GiB. */
    record Safepoints(Engine engine) implements Row.Measurement {
        private static final Pattern LOGGED = Pattern.compile("\"FindDeadlocks\".*Reaching safepoint: +(\\d+) ns");

        @Override
        public @Nullable String unavailable(SystemInfo system) {
            return BenchmarkSpec.unavailable(system, engine);
        }

        @Override
        public Measured measure(Effort effort, Row.Harness harness) {
            return evaluate(ForkedMeasurements.safepoints(engine, effort));
        }

        /** @param lines output of {@link ForkedMeasurements#safepoints} */
        static Measured evaluate(List<String> lines) {
            List<Double> elapsed =
                    lines.subList(lines.indexOf(ForkedMeasurements.SAFEPOINTS_START), lines.size()).stream()
                            .map(LOGGED::matcher)
                            .filter(Matcher::find)
                            .map(m -> Long.parseLong(m.group(1)) / 1e6)
                            .toList();
            List<double[]> cpu = ForkedJvm.answers(lines);
            if (elapsed.size() != cpu.size()) {
                throw new MeasurementException(cpu.size() + " safepoints, but " + elapsed.size() + " in the log");
            }
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < cpu.size(); i++) {
                millis.add(Math.min(elapsed.get(i), cpu.get(i)[0]));
            }
            String remark = String.format(
                    Locale.ROOT,
                    "%d safepoints, median %.3f ms; with waits for the CPU %.1f ms at most",
                    millis.size(),
                    Quantiles.median(millis),
                    Collections.max(elapsed));
            return new Measured(Collections.max(millis), Summary.of(millis), remark, millis);
        }
    }
}
