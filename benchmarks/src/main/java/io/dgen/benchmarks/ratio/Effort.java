// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.ratio;

import io.dgen.bench.measure.TimeBudget;

/** Duration of the measurement of a row. */
enum Effort {
    /** On a quiet machine ratios are exact to a percent. */
    FULL(3, 3000, 9, 15),
    /** A test that everything runs. */
    QUICK(1, 400, 3, 5),
    /** Distinguishes half of the usual ratio from the usual one on a busy machine. */
    GUARD(1, 700, 15, 5);

    private final int forks;

    /** The rounds in each JVM. */
    final TimeBudget budget;

    /** Number of processes for a row with one figure per process. */
    final int processes;

    Effort(int forks, long measureMillis, int minRounds, int processes) {
        this.forks = forks;
        this.budget = new TimeBudget(minRounds, Integer.MAX_VALUE, measureMillis * 1_000_000);
        this.processes = processes;
    }

    /** {@return the number of JVMs for a row that needs a least number in a full run} */
    int forks(int least) {
        return this == FULL ? Math.max(forks, least) : forks;
    }
}
