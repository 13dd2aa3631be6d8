// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.bench.measure.MeasurementException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** JMH measures one candidate after the other, each in its own JVM. */
final class JmhHarness implements Harness {
    @Override
    public List<double[]> rates(List<BenchmarkSpec> candidates, Effort effort) {
        List<List<Double>> rates = new ArrayList<>();
        for (BenchmarkSpec candidate : candidates) {
            rates.add(run(
                            candidate,
                            effort,
                            new OptionsBuilder().mode(Mode.Throughput).timeUnit(TimeUnit.SECONDS))
                    .getBenchmarkResults()
                    .stream()
                    .flatMap(fork -> fork.getIterationResults().stream())
                    .map(i -> i.getPrimaryResult().getScore() * candidate.rateUnits())
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
            return new Runner(options(List.of(spec), options.build())).runSingle();
        } catch (RunnerException e) {
            throw new MeasurementException(spec + " failed: " + e, e);
        }
    }

    /** {@return a key: JMH can measure benchmarks of equal keys in one run} */
    static Object runOf(BenchmarkSpec spec) {
        return List.of(spec.isTimed(), spec.threads(), spec.operationsPerCall());
    }

    /**
     * {@return options of a JMH run}
     *
     * @param benchmarks of equal {@link #runOf}
     * @param given have precedence, except for the choice of benchmarks
     */
    static Options options(List<BenchmarkSpec> benchmarks, Options given) {
        BenchmarkSpec any = benchmarks.getFirst();
        String[] candidates = benchmarks.stream().map(BenchmarkSpec::toString).toArray(String[]::new);
        ChainedOptionsBuilder options = new OptionsBuilder()
                .parent(given)
                .include(CandidateBenchmark.class.getName())
                .param(CandidateBenchmark.PARAMETER, candidates)
                .threads(given.getThreads().orElse(any.threads()))
                .operationsPerInvocation(given.getOperationsPerInvocation().orElse(any.operationsPerCall()))
                .timeUnit(given.getTimeUnit().orElse(any.isTimed() ? TimeUnit.NANOSECONDS : TimeUnit.SECONDS));
        if (given.getBenchModes().isEmpty()) {
            options.mode(any.isTimed() ? Mode.AverageTime : Mode.Throughput);
        }
        return options.build();
    }
}
