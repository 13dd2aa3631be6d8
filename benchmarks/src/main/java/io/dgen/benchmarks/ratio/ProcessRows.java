// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.ratio;

import io.dgen.Engine;
import io.dgen.bench.measure.Candidate;
import io.dgen.bench.measure.ForkedJvm;
import io.dgen.bench.measure.InterleavedMeasurement;
import io.dgen.bench.measure.MeasurementException;
import io.dgen.bench.measure.TimeBudget;
import io.dgen.bench.statistics.Quantiles;
import io.dgen.bench.statistics.Summary;
import io.dgen.benchmarks.BenchmarkSpec;
import io.dgen.benchmarks.ratio.Row.Bar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rows about the process around the library: its start, objects, heap, safepoints. */
final class ProcessRows {
    private static final int FIRST_BYTES = 1 << 20;

    private static final Pattern LOGGED = Pattern.compile("\"FindDeadlocks\".*Reaching safepoint: +(\\d+) ns");

    /** Allocations that JMH may make for each call of a benchmark. */
    private static final Bar NO_ALLOCATION = new Bar(0, false, " B", 0.5);

    static final List<Row> ROWS = List.of(
            new Row(
                    "first-fill",
                    "first use of the library in a new JVM until 1 MiB is allocated and filled",
                    Bar.atMost(150, " ms"),
                    List.of(),
                    (effort, _) -> medianOfProcesses("median of new JVMs", Fork::firstFill, effort)),
            new Row(
                    "first-byte",
                    "./dgen generate --size 1MiB - until its first byte",
                    Bar.atMost(0.45, " s"),
                    List.of(),
                    (effort, _) -> medianOfProcesses("median of new processes", ProcessRows::firstByte, effort)),
            new Row(
                    "creation",
                    "generators created, none with a thread, millions per second",
                    Bar.atLeast(1, " M/s"),
                    List.of(),
                    (effort, _) -> medianOfProcesses("median of new JVMs", Fork::creations, effort)),
            allocation("4k", "fill of a 4 KiB native segment", "Buffer.segment(size=4KiB)"),
            allocation("array", "fill of a 4 KiB byte[]", "Buffer.array(size=4KiB)"),
            allocation("1m", "fill of a 1 MiB native segment", "Buffer.segment(size=1MiB)"),
            allocation("32m", "fillChunk of 32 MiB", "Streaming.fillChunk(chunk=32MiB)"),
            safepoint("native", Engine.NATIVE),
            safepoint("vector", Engine.VECTOR),
            safepoint("scalar", Engine.SCALAR));

    private ProcessRows() {}

    /** Heap bytes that one call allocates after it is compiled. */
    private static Row allocation(String name, String what, String benchmark) {
        BenchmarkSpec spec = BenchmarkSpec.parse(benchmark);
        return new Row(
                "allocation-" + name,
                "allocation per " + what,
                NO_ALLOCATION,
                List.of(spec),
                (effort, harness) -> Measured.ofValues(List.of(harness.allocation(spec, effort)), spec.toString()));
    }

    /** The longest time to a safepoint while another thread fills a byte[] of 1 GiB. */
    private static Row safepoint(String name, Engine engine) {
        return new Row(
                "safepoint-" + name,
                "time to safepoint filling 1 GiB byte[], " + name,
                Bar.atMost(1, " ms"),
                List.of(BenchmarkSpec.parse("Engine.fill(engine=" + engine + ")")),
                (effort, _) -> evaluateSafepoints(Fork.safepoints(engine, effort)));
    }

    private static Measured medianOfProcesses(String remark, Candidate<Double> process, Effort effort) {
        // The process of the warm-up reads files that are not in memory yet.
        TimeBudget budget = TimeBudget.ofRounds(effort.processes);
        return Measured.ofValues(
                InterleavedMeasurement.run(List.of(process), budget).getFirst(), remark);
    }

    /** {@return seconds from the start of {@code ./dgen generate}; those of the first run may include a build} */
    private static double firstByte() {
        Path script = Path.of(System.getProperty("dgen.root"), "dgen");
        ProcessBuilder builder = new ProcessBuilder(script.toString(), "generate", "--size", "1MiB", "-");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            long start = System.nanoTime();
            Process process = builder.start();
            double seconds;
            try (InputStream output = process.getInputStream()) {
                output.skipNBytes(1);
                seconds = (System.nanoTime() - start) / 1e9;
                output.skipNBytes(FIRST_BYTES - 1);
            }
            int status = process.waitFor();
            if (status != 0) {
                throw new MeasurementException(script + " generate ended with status " + status);
            }
            return seconds;
        } catch (IOException | InterruptedException e) {
            throw new MeasurementException(script + " generate failed: " + e, e);
        }
    }

    /** @param lines output of {@link Fork#safepoints} */
    static Measured evaluateSafepoints(List<String> lines) {
        List<Double> elapsed = lines.subList(lines.indexOf(Fork.SAFEPOINTS_START), lines.size()).stream()
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
