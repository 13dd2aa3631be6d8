// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.ratio;

import com.sun.management.ThreadMXBean;
import io.dgen.DataGenerator;
import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.bench.machine.CpuAffinity;
import io.dgen.bench.measure.InterleavedMeasurement;
import io.dgen.bench.measure.RepeatedTask;
import io.dgen.bench.measure.RepeatedTask.Repetition;
import io.dgen.bench.process.ForkedJvm;
import io.dgen.bench.thread.ThreadRun;
import io.dgen.bench.thread.ThreadRunner;
import io.dgen.benchmarks.Workload;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/** The measurements that need a JVM of their own, and the main class of those JVMs. */
final class ForkedMeasurements {
    /** A JVM as users start theirs. */
    static final ForkedJvm PLAIN_JVM = new ForkedJvm(List.of("--enable-native-access=ALL-UNNAMED"));

    /** A JVM with all that a benchmark may need. */
    private static final ForkedJvm BENCHMARK_JVM = PLAIN_JVM.with(List.of(
            "--add-modules=jdk.incubator.vector",
            "--sun-misc-unsafe-memory-access=allow", // for JMH
            "-Ddgen.calls=" + System.getProperty("dgen.calls", "")));

    private static final ForkedJvm SAFEPOINT_JVM =
            BENCHMARK_JVM.with(List.of("-Xms2g", "-Xmx2g", "-Xlog:safepoint=info:stdout"));

    /** Safepoints that are logged before this line were not during a fill. */
    static final String SAFEPOINTS_START = "start";

    private static final int SAFEPOINT_ARRAY_BYTES = 1 << 30;
    private static final long SAFEPOINT_WARM_UP_NANOS = 5_000_000_000L;
    private static final long SAFEPOINT_PAUSE_MILLIS = 2;

    private static final long SAMPLE_NANOS = 10_000_000;
    private static final long ALLOCATION_NANOS = 1_500_000_000L;
    private static final int CREATIONS = 2_000_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Keeps the JVM from eliminating the creation of generators. */
    private static long positions;

    private ForkedMeasurements() {}

    /** {@return for each round in one JVM the bytes per second of all candidates of a row or chart} */
    static List<double[]> rates(String name, Effort effort, Row.Harness harness) {
        return ForkedJvm.answers(
                BENCHMARK_JVM.run(ForkedMeasurements.class, "rates", name, effort.name(), harness.name()));
    }

    /** {@return the heap bytes that one operation allocates} */
    static double allocation(BenchmarkSpec spec, Effort effort, Row.Harness harness) {
        List<String> lines = BENCHMARK_JVM.run(
                ForkedMeasurements.class, "allocation", spec.toString(), effort.name(), harness.name());
        return ForkedJvm.answers(lines).getFirst()[0];
    }

    /** {@return the output of a JVM with a log of its safepoints} */
    static List<String> safepoints(Engine engine, Effort effort) {
        return SAFEPOINT_JVM.run(ForkedMeasurements.class, "safepoints", engine.name(), effort.name());
    }

    /** {@return millions of generators created per second of CPU time} */
    static double creations() {
        return ForkedJvm.answers(PLAIN_JVM.run(ForkedMeasurements.class, "creations"))
                .getFirst()[0];
    }

    /** The arguments are the measurement, its subject, the effort and the harness, as far as it has them. */
    static void main(String[] args) throws RunnerException, InterruptedException {
        boolean isJmh = args.length > 3 && Row.Harness.valueOf(args[3]) == Row.Harness.JMH;
        switch (args[0]) {
            case "rates" -> {
                List<BenchmarkSpec> candidates = Rows.candidates(args[1]);
                Effort effort = Effort.valueOf(args[2]);
                List<List<Double>> rates = isJmh ? jmhRates(candidates, effort) : rates(candidates, effort);
                for (int i = 0; i < rates.getFirst().size(); i++) {
                    int round = i;
                    answer(rates.stream().mapToDouble(r -> r.get(round)).toArray());
                }
            }
            case "allocation" -> {
                BenchmarkSpec spec = BenchmarkSpec.parse(args[1]);
                answer(isJmh ? jmhAllocation(spec, Effort.valueOf(args[2])) : allocation(spec));
            }
            case "safepoints" -> provokeSafepoints(Engine.valueOf(args[1]), Effort.valueOf(args[2]));
            case "creations" -> answer(createGenerators());
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void answer(double... numbers) {
        System.out.println(ForkedJvm.answer(numbers));
    }

    /**
     * A candidate of one thread is timed by its CPU time, which stands still while other processes have the CPU. Several
     * threads are timed by the clock.
     */
    private static List<List<Double>> rates(List<BenchmarkSpec> candidates, Effort effort) {
        boolean isOneCpu = candidates.stream().allMatch(c -> c.cpus() == 1);
        if (isOneCpu) {
            CpuAffinity.pinCallingThread();
        }
        Map<BenchmarkSpec, Workload> workloads = new HashMap<>();
        List<RepeatedTask> tasks = new ArrayList<>();
        for (BenchmarkSpec candidate : candidates) {
            Workload workload = workloads.computeIfAbsent(candidate.anyMethod(), BenchmarkSpec::prepare);
            Repetition repetition = new Repetition(SAMPLE_NANOS, workload.warmUpMillis() * 1_000_000, 0);
            tasks.add(new RepeatedTask(new ThreadRunner(candidate.threads()), candidate.task(workload), repetition));
        }
        List<List<ThreadRun>> runs = InterleavedMeasurement.run(tasks, effort.budget());
        return IntStream.range(0, candidates.size())
                .mapToObj(i -> {
                    double bytes = candidates.get(i).bytesPerCall();
                    return runs.get(i).stream()
                            .map(r -> bytes * (isOneCpu ? r.callsPerCpuSecond() : r.sumOfRates()))
                            .toList();
                })
                .toList();
    }

    /** JMH measures one candidate after the other. */
    private static List<List<Double>> jmhRates(List<BenchmarkSpec> candidates, Effort effort) throws RunnerException {
        List<List<Double>> rates = new ArrayList<>();
        for (BenchmarkSpec candidate : candidates) {
            RunResult result = jmh(candidate.jmhOptions(), effort, 2);
            if (result.getParams().getTimeUnit() != TimeUnit.SECONDS) {
                throw new IllegalStateException(candidate + " is not measured in operations per second");
            }
            rates.add(result.getBenchmarkResults().stream()
                    .flatMap(fork -> fork.getIterationResults().stream())
                    .map(i -> i.getPrimaryResult().getScore() * candidate.bytesPerOperation())
                    .toList());
        }
        return rates;
    }

    private static RunResult jmh(ChainedOptionsBuilder options, Effort effort, int warmUps) throws RunnerException {
        if (effort != Effort.FULL) {
            options.warmupIterations(warmUps).measurementIterations(3);
        }
        return new Runner(options.build()).runSingle();
    }

    private static double jmhAllocation(BenchmarkSpec spec, Effort effort) throws RunnerException {
        RunResult result = jmh(spec.jmhOptions().addProfiler("gc"), effort, 3);
        return Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                .getScore();
    }

    private static double allocation(BenchmarkSpec spec) {
        Runnable call = spec.task(spec.prepare()).prepare(0);
        double bytes = 0;
        // The last of three periods counts: in the first ones the code is being compiled.
        for (int period = 0; period < 3; period++) {
            long calls = 0;
            long before = THREADS.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            while (calls < 100 || System.nanoTime() - start < ALLOCATION_NANOS) {
                call.run();
                calls++;
            }
            bytes = (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / calls;
        }
        return bytes / spec.operationsPerCall();
    }

    /**
     * Answers with the milliseconds of CPU time that the filling thread had before each safepoint. The JVM logs the time to
     * each safepoint, which includes waiting for the filling thread to get a CPU; the library is responsible only for the
     * smaller of the two.
     */
    private static void provokeSafepoints(Engine engine, Effort effort) throws InterruptedException {
        DataStream stream = new DataStream(GeneratorConfig.builder()
                .seed(42)
                .sizeBytes(SAFEPOINT_ARRAY_BYTES)
                .engine(engine)
                .maxThreads(1)
                .build());
        byte[] array = new byte[SAFEPOINT_ARRAY_BYTES];
        CountDownLatch isFilled = new CountDownLatch(1);
        Thread filler = Thread.ofPlatform().daemon().start(() -> {
            while (true) {
                stream.fill(0, array);
                isFilled.countDown();
            }
        });
        isFilled.await();
        System.out.println(SAFEPOINTS_START);
        long start = System.nanoTime();
        while (System.nanoTime() - start
                < SAFEPOINT_WARM_UP_NANOS + effort.budget().nanos()) {
            Thread.sleep(SAFEPOINT_PAUSE_MILLIS);
            long before = THREADS.getThreadCpuTime(filler.threadId());
            THREADS.findDeadlockedThreads(); // a safepoint with almost no work
            answer((THREADS.getThreadCpuTime(filler.threadId()) - before) / 1e6);
        }
    }

    /** Fails if a generator starts a thread. */
    private static double createGenerators() {
        GeneratorConfig config =
                GeneratorConfig.builder().seed(42).sizeBytes(1L << 40).build();
        createGenerators(config);
        long started = THREADS.getTotalStartedThreadCount();
        long before = THREADS.getCurrentThreadCpuTime();
        createGenerators(config);
        double nanos = THREADS.getCurrentThreadCpuTime() - before;
        if (THREADS.getTotalStartedThreadCount() != started || positions != 0) {
            throw new IllegalStateException("creating generators started a thread, or a new one is not at position 0");
        }
        return CREATIONS * 1e3 / nanos;
    }

    private static void createGenerators(GeneratorConfig config) {
        for (int i = 0; i < CREATIONS; i++) {
            positions += new DataGenerator(config).position();
        }
    }
}
