package io.dgen.benchmarks.ratio;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The fork of an allocation row: answers with the bytes of one operation. */
final class Allocations {
    private static final long WARMUP_NANOS = 1_500_000_000L;

    private Allocations() {}

    static void main(String[] args) throws RunnerException {
        Contender contender = Rows.find(args[0], AllocationRow.class).contender();
        Settings settings = Settings.valueOf(args[1]);
        Fork.answer(Boolean.parseBoolean(args[2]) ? byJmh(contender, settings) : byThread(contender));
    }

    private static double byThread(Contender contender) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Runnable benchmark = contender.bind(contender.prepare());
        double bytes = 0;
        // The last of some stretches: the first run in code that is still being compiled.
        for (int stretch = 0; stretch < 3; stretch++) {
            long calls = 0;
            long before = threads.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            while (calls < 100 || System.nanoTime() - start < WARMUP_NANOS) {
                benchmark.run();
                calls++;
            }
            bytes = (double) (threads.getCurrentThreadAllocatedBytes() - before) / calls;
        }
        return bytes / contender.operationsPerCall();
    }

    private static double byJmh(Contender contender, Settings settings) throws RunnerException {
        var options = new OptionsBuilder()
                .include(contender.jmhPattern())
                .forks(1)
                .addProfiler("gc")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        contender.parameters().forEach(options::param);
        if (settings != Settings.FULL) {
            options.warmupIterations(3).measurementIterations(3);
        }
        RunResult result = new Runner(options.build()).runSingle();
        return Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                .getScore();
    }
}
