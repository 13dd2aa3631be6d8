package io.dgen.benchmarks.ratio;

import io.dgen.Engine;
import io.dgen.benchmarks.ArrayFiller;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * The fork of a safepoint row. The JVM logs how long it takes to reach each safepoint; the answers are the milliseconds of
 * CPU time that the filling thread had meanwhile. Where other processes have the CPU, a safepoint waits for the filling
 * thread to get its turn; so the smaller of the two figures is what the library answers for.
 */
final class Safepoints {
    /** What is logged before this line was not during a fill. */
    static final String START = "start";

    private static final int ARRAY_BYTES = 1 << 30;
    private static final long WARMUP_NANOS = 5_000_000_000L;
    private static final long PAUSE_MILLIS = 2;

    private Safepoints() {}

    static void main(String[] args) throws InterruptedException {
        Settings settings = Settings.valueOf(args[1]);
        ArrayFiller filler = new ArrayFiller(Engine.valueOf(args[0]), ARRAY_BYTES);
        Thread thread = Thread.ofPlatform().daemon().start(filler);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        filler.awaitFirst();

        System.out.println(START);
        long start = System.nanoTime();
        while (System.nanoTime() - start < WARMUP_NANOS + settings.measureNanos) {
            Thread.sleep(PAUSE_MILLIS);
            long before = threads.getThreadCpuTime(thread.threadId());
            threads.findDeadlockedThreads(); // needs a safepoint, and next to nothing in it
            Fork.answer((threads.getThreadCpuTime(thread.threadId()) - before) / 1e6);
        }
        filler.stop();
        thread.join();
    }
}
