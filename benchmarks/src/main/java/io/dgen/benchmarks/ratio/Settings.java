package io.dgen.benchmarks.ratio;

/** How long a row is measured. */
enum Settings {
    /** Enough to tell a ratio to a percent on a quiet machine. */
    FULL(3, 3000, 9),
    /** Enough to see that everything runs. */
    QUICK(1, 400, 3),
    /** Enough to tell half of the usual from the usual on a busy machine. */
    GUARD(1, 700, 15);

    /** JVMs one after the other, for rows that do not ask for more. */
    final int forks;

    final long measureNanos;
    final int minRounds;

    Settings(int forks, long measureMillis, int minRounds) {
        this.forks = forks;
        this.measureNanos = measureMillis * 1_000_000;
        this.minRounds = minRounds;
    }
}
