package io.dgen.benchmarks.ratio;

/** How long a row is measured. */
enum Settings {
    /** Enough to tell a ratio to a percent on a quiet machine. */
    FULL(3, 5000, 3000, 9),
    /** Enough to see that everything runs. */
    QUICK(1, 4000, 400, 3);

    /** JVMs one after the other, for rows that do not ask for more. */
    final int forks;

    /** Of both contenders together. The JDK's cipher takes a second until its intrinsic code is in use. */
    final long warmupNanos;

    final long measureNanos;
    final int minRounds;

    Settings(int forks, long warmupMillis, long measureMillis, int minRounds) {
        this.forks = forks;
        this.warmupNanos = warmupMillis * 1_000_000;
        this.measureNanos = measureMillis * 1_000_000;
        this.minRounds = minRounds;
    }
}
