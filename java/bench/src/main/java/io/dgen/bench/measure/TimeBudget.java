// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.measure;

/**
 * Number of rounds of a measurement.
 *
 * @param minRounds rounds that are measured in any case
 * @param maxRounds rounds that are measured at most
 * @param nanos time after which no round begins, except the first {@code minRounds}
 */
public record TimeBudget(int minRounds, int maxRounds, long nanos) {
    /** {@return a budget of a number of rounds, however long they take} */
    public static TimeBudget ofRounds(int rounds) {
        return new TimeBudget(rounds, rounds, 0);
    }

    /** {@return whether no further round fits} */
    public boolean isSpent(int rounds, long elapsedNanos) {
        return rounds >= maxRounds || rounds >= minRounds && elapsedNanos >= nanos;
    }
}
