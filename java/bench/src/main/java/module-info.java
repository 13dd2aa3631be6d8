// SPDX-License-Identifier: MIT OR Apache-2.0
/** Interleaved measurements of tasks, threads, JVMs and processes, with their statistics, charts and reports. */
module io.dgen.bench {
    requires transitive io.dgen;
    requires java.management;
    requires jdk.management;
    requires static org.jspecify;

    exports io.dgen.bench.machine;
    exports io.dgen.bench.measure;
    exports io.dgen.bench.report;
    exports io.dgen.bench.statistics;
    exports io.dgen.bench.thread;
}
