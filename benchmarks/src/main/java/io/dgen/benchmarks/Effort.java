// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.bench.measure.TimeBudget;

/** Duration of the measurement of a row. */
enum Effort {
    /** On a quiet machine ratios are exact to a percent. */
    FULL(3, 3000, 9, 15),
    /** A test that everything runs. */
    QUICK(1, 400, 3, 5),
    /** Distinguishes half of the usual ratio from the usual one on a busy machine. */
    GUARD(1, 700, 15, 5);

    /** Number of JVMs for a row of rates. */
    final int jvms;

    /** The rounds in each JVM. */
    final TimeBudget budget;

    /** Number of processes for a row with one figure per process. */
    final int processes;

    Effort(int jvms, long measureMillis, int minRounds, int processes) {
        this.jvms = jvms;
        this.budget = new TimeBudget(minRounds, Integer.MAX_VALUE, measureMillis * 1_000_000);
        this.processes = processes;
    }
}
