// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.ratio;

import com.sun.management.ThreadMXBean;
import io.dgen.DataGenerator;
import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.bench.machine.CpuAffinity;
import io.dgen.bench.measure.ForkedJvm;
import io.dgen.bench.measure.InterleavedMeasurement;
import io.dgen.bench.thread.ThreadRun;
import io.dgen.benchmarks.BenchmarkSpec;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/**
 * The measurements that need a JVM of their own, and the main class of those JVMs. As a harness it lets the candidates take
 * turns in one JVM.
 */
final class Fork implements Harness {
    /** A JVM as users start theirs. */
    static final ForkedJvm PLAIN_JVM = new ForkedJvm(List.of("--enable-native-access=ALL-UNNAMED"));

    /** A JVM with all that a benchmark may need. */
    private static final ForkedJvm BENCHMARK_JVM = PLAIN_JVM.with(
            List.of("--add-modules=jdk.incubator.vector", "-Ddgen.calls=" + System.getProperty("dgen.calls", "")));

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

    @Override
    public List<double[]> rates(List<BenchmarkSpec> candidates, Effort effort) {
        List<String> arguments = new ArrayList<>(List.of("rates", effort.name()));
        candidates.forEach(c -> arguments.add(c.toString()));
        return ForkedJvm.answers(BENCHMARK_JVM.run(Fork.class, arguments.toArray(String[]::new)));
    }

    @Override
    public double allocation(BenchmarkSpec spec, Effort effort) {
        return firstAnswer(BENCHMARK_JVM.run(Fork.class, "allocation", spec.toString()));
    }

    /** {@return the output of a JVM with a log of its safepoints} */
    static List<String> safepoints(Engine engine, Effort effort) {
        return SAFEPOINT_JVM.run(Fork.class, "safepoints", effort.name(), engine.name());
    }

    /** {@return millions of generators created per second of CPU time} */
    static double creations() {
        return firstAnswer(PLAIN_JVM.run(Fork.class, "creations"));
    }

    /** {@return the milliseconds from the first use of the library in a JVM until 1 MiB is allocated and filled} */
    static double firstFill() {
        return firstAnswer(PLAIN_JVM.run(FirstFill.class));
    }

    private static double firstAnswer(List<String> lines) {
        return ForkedJvm.answers(lines).getFirst()[0];
    }

    /** The arguments are the measurement, the effort and the subjects, as far as it has them. */
    static void main(String[] args) throws InterruptedException {
        switch (args[0]) {
            case "rates" ->
                answerRates(
                        Arrays.stream(args).skip(2).map(BenchmarkSpec::parse).toList(), Effort.valueOf(args[1]));
            case "allocation" -> answer(allocated(BenchmarkSpec.parse(args[1])));
            case "safepoints" -> provokeSafepoints(Engine.valueOf(args[2]), Effort.valueOf(args[1]));
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
    private static void answerRates(List<BenchmarkSpec> candidates, Effort effort) {
        boolean isOneCpu = candidates.stream().allMatch(c -> c.cpus() == 1);
        if (isOneCpu) {
            CpuAffinity.pinCallingThread();
        }
        List<List<ThreadRun>> runs =
                InterleavedMeasurement.run(BenchmarkSpec.tasks(candidates, SAMPLE_NANOS), effort.budget);
        for (int i = 0; i < runs.getFirst().size(); i++) {
            int round = i;
            answer(IntStream.range(0, runs.size())
                    .mapToDouble(c -> {
                        ThreadRun run = runs.get(c).get(round);
                        return candidates.get(c).bytesPerCall()
                                * (isOneCpu ? run.callsPerCpuSecond() : run.sumOfRates());
                    })
                    .toArray());
        }
    }

    private static double allocated(BenchmarkSpec spec) {
        Runnable call = spec.prepare();
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
        while (System.nanoTime() - start < SAFEPOINT_WARM_UP_NANOS + effort.budget.nanos()) {
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
