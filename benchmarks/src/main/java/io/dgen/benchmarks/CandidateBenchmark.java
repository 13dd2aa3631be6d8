// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Each benchmark of {@code benchmarks.txt}, measured by JMH: the same code as in the rows of ratios. */
@State(Scope.Thread)
@Fork(3)
@Warmup(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class CandidateBenchmark {
    public static final String PARAMETER = "candidate";

    /** The text of a {@link BenchmarkSpec}. */
    @Param("Fill.fill")
    public String candidate = "";

    private Runnable call;

    /** {@return whether JMH can measure two benchmarks in one run} */
    public static Object runOf(BenchmarkSpec spec) {
        return List.of(spec.isTimed(), spec.threads(), spec.operationsPerCall());
    }

    /**
     * {@return options of a JMH run}
     *
     * @param benchmarks of equal {@link #runOf}
     * @param given have precedence, except for the choice of benchmarks
     */
    public static ChainedOptionsBuilder options(Collection<BenchmarkSpec> benchmarks, Options given) {
        BenchmarkSpec any = benchmarks.iterator().next();
        ChainedOptionsBuilder options = new OptionsBuilder()
                .parent(given)
                .include(CandidateBenchmark.class.getName())
                .param(
                        PARAMETER,
                        benchmarks.stream().map(BenchmarkSpec::toString).toArray(String[]::new))
                .threads(given.getThreads().orElse(any.threads()))
                .operationsPerInvocation(given.getOperationsPerInvocation().orElse(any.operationsPerCall()))
                .timeUnit(given.getTimeUnit().orElse(any.isTimed() ? TimeUnit.NANOSECONDS : TimeUnit.SECONDS));
        return given.getBenchModes().isEmpty()
                ? options.mode(any.isTimed() ? Mode.AverageTime : Mode.Throughput)
                : options;
    }

    @Setup
    public void setUp() {
        call = BenchmarkSpec.parse(candidate).prepare();
    }

    @Benchmark
    public void call() {
        call.run();
    }

    /** A generator starts no thread before it needs one. */
    @TearDown
    public void noThreadWasStarted() {
        if (BenchmarkSpec.parse(candidate).cpus() == 1) {
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().startsWith("dgen-")) {
                    throw new IllegalStateException("a generator started " + thread);
                }
            }
        }
    }
}
