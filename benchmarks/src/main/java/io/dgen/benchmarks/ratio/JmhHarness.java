// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.ratio;

import io.dgen.bench.measure.MeasurementException;
import io.dgen.benchmarks.BenchmarkSpec;
import io.dgen.benchmarks.CandidateBenchmark;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** JMH measures one candidate after the other, each in its own JVM. */
final class JmhHarness implements Harness {
    @Override
    public List<double[]> rates(List<BenchmarkSpec> candidates, Effort effort) {
        List<List<Double>> rates = new ArrayList<>();
        for (BenchmarkSpec candidate : candidates) {
            rates.add(run(candidate, effort, new OptionsBuilder()).getBenchmarkResults().stream()
                    .flatMap(fork -> fork.getIterationResults().stream())
                    .map(i -> i.getPrimaryResult().getScore() * candidate.bytesPerOperation())
                    .toList());
        }
        return IntStream.range(0, rates.getFirst().size())
                .mapToObj(i -> rates.stream().mapToDouble(r -> r.get(i)).toArray())
                .toList();
    }

    @Override
    public double allocation(BenchmarkSpec spec, Effort effort) {
        RunResult result = run(spec, effort, new OptionsBuilder().addProfiler("gc"));
        return Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                .getScore();
    }

    private static RunResult run(BenchmarkSpec spec, Effort effort, ChainedOptionsBuilder options) {
        options.forks(1).shouldFailOnError(true).verbosity(VerboseMode.SILENT);
        if (effort != Effort.FULL) {
            options.warmupIterations(3).measurementIterations(3);
        }
        try {
            return new Runner(CandidateBenchmark.options(List.of(spec), options.build())
                            .build())
                    .runSingle();
        } catch (RunnerException e) {
            throw new MeasurementException(spec + " failed: " + e, e);
        }
    }
}
