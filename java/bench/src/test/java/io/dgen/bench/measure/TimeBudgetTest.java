// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeBudgetTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, false",
        "2, 5000, false", // late, but fewer rounds than the least
        "3, 999, false",
        "3, 1000, true",
        "8, 999, false",
        "9, 0, true"
    })
    void atLeastThreeAtMostNineRoundsInTime(int rounds, long elapsed, boolean expected) {
        assertThat(new TimeBudget(3, 9, 1000).isSpent(rounds, elapsed)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, false", "4, 1000000, false", "5, 0, true"})
    void aNumberOfRounds(int rounds, long elapsed, boolean expected) {
        assertThat(TimeBudget.ofRounds(5).isSpent(rounds, elapsed)).isEqualTo(expected);
    }

    /** One round was asked for: that is less than the usual least number. */
    @ParameterizedTest
    @CsvSource({"0, false", "1, true"})
    void fewerRoundsThanTheLeast(int rounds, boolean expected) {
        assertThat(new TimeBudget(3, 1, 0).isSpent(rounds, 0)).isEqualTo(expected);
    }
}
