// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Each benchmark of {@code benchmarks.json}, measured by JMH: the same code as in the rows of ratios. */
@State(Scope.Thread)
@Fork(3)
@Warmup(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class CandidateBenchmark {
    static final String PARAMETER = "candidate";

    /** The text of a {@link BenchmarkSpec}. */
    @Param("Fill.fill")
    public String candidate = "";

    private Runnable call;

    @Setup
    public void setUp() {
        BenchmarkSpec spec = BenchmarkSpec.parse(candidate);
        call = Calls.prepare(spec.method(), Workload.of(spec));
    }

    @Benchmark
    public void call() {
        call.run();
    }

    @TearDown
    public void tearDown() {
        if (BenchmarkSpec.parse(candidate).cpus() == 1) {
            Calls.checkThreads();
        }
    }
}
