// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import com.sun.management.ThreadMXBean;
import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.bench.machine.CpuAffinity;
import io.dgen.bench.measure.ForkedJvm;
import io.dgen.bench.measure.InterleavedMeasurement;
import io.dgen.bench.measure.RepeatedTask;
import io.dgen.bench.measure.RepeatedTask.Repetition;
import io.dgen.bench.thread.ThreadRun;
import io.dgen.bench.thread.ThreadRunner;
import io.dgen.bench.thread.ThreadTask;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The measurements that need a process of their own, and the main class of the JVMs among these. As a harness it lets the
 * candidates take turns in one JVM.
 */
final class Fork implements Harness {
    /** A JVM as users start theirs. */
    private static final ForkedJvm PLAIN_JVM = new ForkedJvm(List.of("--enable-native-access=ALL-UNNAMED"));

    /** A JVM with all that a benchmark may need. */
    private static final ForkedJvm BENCHMARK_JVM = PLAIN_JVM.with(
            List.of("--add-modules=jdk.incubator.vector", "-Ddgen.calls=" + System.getProperty("dgen.calls", "")));

    private static final ForkedJvm SAFEPOINT_JVM =
            BENCHMARK_JVM.with(List.of("-Xms2g", "-Xmx2g", "-Xlog:safepoint=info:stdout"));

    private static final int SAFEPOINT_ARRAY_BYTES = 1 << 30;
    private static final long SAFEPOINT_WARM_UP_NANOS = 5_000_000_000L;
    private static final long SAFEPOINT_PAUSE_MILLIS = 2;

    private static final long SAMPLE_NANOS = 10_000_000;
    private static final long ALLOCATION_NANOS = 1_500_000_000L;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Override
    public List<double[]> rates(List<BenchmarkSpec> candidates, Effort effort) {
        Stream<String> names = candidates.stream().map(BenchmarkSpec::toString);
        String[] arguments =
                Stream.concat(Stream.of("rates", effort.name()), names).toArray(String[]::new);
        return ForkedJvm.answers(BENCHMARK_JVM.run(Fork.class, arguments));
    }

    @Override
    public double allocation(BenchmarkSpec spec, Effort effort) {
        return firstAnswer(BENCHMARK_JVM.run(Fork.class, "allocation", effort.name(), spec.toString()));
    }

    /** {@return the output of a JVM that logs its safepoints} */
    static List<String> safepoints(BenchmarkSpec spec, Effort effort) {
        return SAFEPOINT_JVM.run(Fork.class, "safepoints", effort.name(), spec.toString());
    }

    /** {@return the milliseconds from the first use of the library in a JVM until 1 MiB is allocated and filled} */
    static double firstFill() {
        return firstAnswer(PLAIN_JVM.run(FirstFill.class));
    }

    private static double firstAnswer(List<String> lines) {
        return ForkedJvm.answers(lines).getFirst()[0];
    }

    /** The arguments are the measurement, the effort and the candidates. */
    static void main(String[] args) throws InterruptedException {
        Effort effort = Effort.valueOf(args[1]);
        List<BenchmarkSpec> candidates =
                Arrays.stream(args).skip(2).map(BenchmarkSpec::parse).toList();
        switch (args[0]) {
            case "rates" -> answerRates(candidates, effort);
            case "allocation" -> answer(allocated(candidates.getFirst()));
            case "safepoints" -> provokeSafepoints(candidates.getFirst(), effort);
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
        List<List<ThreadRun>> runs = InterleavedMeasurement.run(tasks(candidates), effort.budget);
        for (int round = 0; round < runs.getFirst().size(); round++) {
            double[] rates = new double[candidates.size()];
            for (int i = 0; i < rates.length; i++) {
                ThreadRun run = runs.get(i).get(round);
                BenchmarkSpec candidate = candidates.get(i);
                rates[i] = (double) candidate.rateUnits()
                        * candidate.operationsPerCall()
                        * (isOneCpu ? run.callsPerCpuSecond() : run.sumOfRates());
            }
            answer(rates);
        }
        if (isOneCpu) {
            Calls.checkThreads();
        }
    }

    /** {@return candidates that can take turns; those that differ only in the method work on the same memory} */
    private static List<RepeatedTask> tasks(List<BenchmarkSpec> candidates) {
        Map<BenchmarkSpec, Workload> workloads = new HashMap<>();
        List<RepeatedTask> tasks = new ArrayList<>();
        for (BenchmarkSpec candidate : candidates) {
            BenchmarkSpec any = new BenchmarkSpec(candidate.family(), "", candidate.parameters());
            ThreadTask task = task(candidate, workloads.computeIfAbsent(any, Workload::of));
            Repetition repetition = new Repetition(SAMPLE_NANOS, warmUpNanos(candidate), 0);
            tasks.add(new RepeatedTask(new ThreadRunner(candidate.threads()), task, repetition));
        }
        return tasks;
    }

    /** {@return the calls of a candidate; the first thread works on a given workload} */
    static ThreadTask task(BenchmarkSpec candidate, Workload first) {
        List<Runnable> calls = IntStream.range(0, candidate.threads())
                .mapToObj(thread -> thread == 0 ? first : Workload.of(candidate))
                .map(workload -> Calls.prepare(candidate.method(), workload))
                .toList();
        return calls::get;
    }

    /** {@return the time that the JVM needs to compile the methods} */
    private static long warmUpNanos(BenchmarkSpec candidate) {
        if (candidate.family().equals("Peer")) {
            return 2_500_000_000L; // until the intrinsic code of the JDK's cipher is in use
        }
        return candidate.engine() == Engine.NATIVE ? 700_000_000L : 2_000_000_000L;
    }

    private static double allocated(BenchmarkSpec spec) {
        Runnable call = Calls.prepare(spec.method(), Workload.of(spec));
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

    /** Answers with the milliseconds of CPU time that the filling thread had before each safepoint. */
    private static void provokeSafepoints(BenchmarkSpec spec, Effort effort) throws InterruptedException {
        DataStream stream = new DataStream(spec.config().build());
        byte[] array = new byte[SAFEPOINT_ARRAY_BYTES];
        CountDownLatch isFilled = new CountDownLatch(1);
        Thread filler = Thread.ofPlatform().daemon().start(() -> {
            while (true) {
                stream.fill(0, array);
                isFilled.countDown();
            }
        });
        isFilled.await();
        long end = System.nanoTime() + SAFEPOINT_WARM_UP_NANOS + effort.budget.nanos();
        while (System.nanoTime() < end) {
            Thread.sleep(SAFEPOINT_PAUSE_MILLIS);
            long before = THREADS.getThreadCpuTime(filler.threadId());
            THREADS.findDeadlockedThreads(); // a safepoint with almost no work
            answer((THREADS.getThreadCpuTime(filler.threadId()) - before) / 1e6);
        }
    }
}
