package io.dgen.cli.bench;

/**
 * How long to measure.
 *
 * @param rounds turns of each entrant
 * @param turnNanos what a turn takes at least
 * @param compileNanos how long the JVM is given to compile an entrant that it has to
 * @param contestNanos when a contest ends early, once it has had {@link #MIN_ROUNDS}
 */
record Pace(int rounds, long turnNanos, long compileNanos, long contestNanos) {
    static final int MIN_ROUNDS = 3;

    static final int QUICK_ROUNDS = 9;
    static final int FULL_ROUNDS = 15;

    private static final long MILLI = 1_000_000;

    /** From then on a quick run hurries. */
    static final long QUICK_NANOS = 9_000 * MILLI;

    static Pace quick(int rounds) {
        return new Pace(rounds, 2 * MILLI, 300 * MILLI, 330 * MILLI);
    }

    /** With as few rounds as there may be. */
    Pace hurried() {
        return new Pace(Math.min(rounds, MIN_ROUNDS), turnNanos, compileNanos, contestNanos);
    }

    static Pace full(int rounds) {
        return new Pace(rounds, 4 * MILLI, 1_500 * MILLI, 4_000 * MILLI);
    }
}
