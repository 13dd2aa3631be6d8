// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InterleavedMeasurementTest {
    private final List<String> log = new ArrayList<>();
    private long now = 1_000;

    private final class LoggingCandidate implements Candidate<Integer> {
        private final String name;
        private int coldSteps;
        private int count;

        LoggingCandidate(String name, int coldSteps) {
            this.name = name;
            this.coldSteps = coldSteps;
        }

        @Override
        public boolean warmUp() {
            log.add("warm " + name);
            coldSteps--;
            return coldSteps <= 0;
        }

        @Override
        public Integer measure() {
            log.add(name);
            now += 10;
            count++;
            return count;
        }
    }

    @Test
    void eachRoundBeginsWithAnotherCandidateAndEverySecondRunsBackwards() {
        List<List<Integer>> samples = InterleavedMeasurement.run(
                List.of(new LoggingCandidate("a", 1), new LoggingCandidate("b", 1), new LoggingCandidate("c", 1)),
                TimeBudget.ofRounds(4));

        assertThat(log)
                .containsExactly(
                        "warm a", "warm b", "warm c", "a", "b", "c", "b", "a", "c", "c", "a", "b", "a", "c", "b");
        assertThat(samples).hasSize(3).allSatisfy(s -> assertThat(s).containsExactly(1, 2, 3, 4));
    }

    @Test
    void warmUpTakesTurnsUntilAllCandidatesAreWarm() {
        List<List<Integer>> samples = InterleavedMeasurement.run(
                List.of(new LoggingCandidate("a", 3), new LoggingCandidate("b", 1), new LoggingCandidate("c", 2)),
                TimeBudget.ofRounds(0));

        assertThat(log).containsExactly("warm a", "warm b", "warm c", "warm a", "warm c", "warm a");
        assertThat(samples).hasSize(3).allSatisfy(s -> assertThat(s).isEmpty());
    }

    /** A round of two candidates takes 20: the fifth begins at 80, before the time is over; there is no sixth. */
    @Test
    void timeEndsTheMeasurement() {
        List<List<Integer>> samples = InterleavedMeasurement.run(
                List.of(new LoggingCandidate("a", 1), new LoggingCandidate("b", 1)),
                new TimeBudget(2, 100, 90),
                () -> now);

        assertThat(samples.getFirst()).hasSize(5);
    }

    @Test
    void byDefaultTheFirstMeasurementDoesNotCount() {
        int[] calls = {0};
        Candidate<Integer> candidate = () -> ++calls[0];

        assertThat(InterleavedMeasurement.run(List.of(candidate), TimeBudget.ofRounds(2)))
                .containsExactly(List.of(2, 3));
    }
}
