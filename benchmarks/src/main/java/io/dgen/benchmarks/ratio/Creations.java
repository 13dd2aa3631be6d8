package io.dgen.benchmarks.ratio;

import io.dgen.DataGenerator;
import io.dgen.GeneratorConfig;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** The fork that creates generators: answers with millions of them per second of CPU time. Fails if a thread started. */
final class Creations {
    private static final int COUNT = 2_000_000;

    /** So that nothing is optimised away. */
    private static long positions;

    private Creations() {}

    static void main(String[] args) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        GeneratorConfig config =
                GeneratorConfig.builder().seed(42).sizeBytes(1L << 40).build();
        create(config);
        long started = threads.getTotalStartedThreadCount();
        long before = threads.getCurrentThreadCpuTime();
        create(config);
        double nanos = threads.getCurrentThreadCpuTime() - before;
        if (threads.getTotalStartedThreadCount() != started || positions != 0) {
            throw new IllegalStateException("creating generators started a thread or moved one");
        }
        Fork.answer(COUNT * 1e3 / nanos);
    }

    private static void create(GeneratorConfig config) {
        for (int i = 0; i < COUNT; i++) {
            positions += new DataGenerator(config).position();
        }
    }
}
