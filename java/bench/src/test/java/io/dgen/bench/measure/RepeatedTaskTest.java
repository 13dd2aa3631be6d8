// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.bench.measure.RepeatedTask.Repetition;
import io.dgen.bench.thread.ThreadRun;
import io.dgen.bench.thread.ThreadRunner;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RepeatedTaskTest {
    @ParameterizedTest
    @CsvSource({
        "1, 10, 4",
        "100, 249, 400",
        "100, 250, 125",
        "1, 999, 2",
        "100, 1000, 100",
        "100, 1999, 100",
        "100, 2000, 50",
        "1, 1000000, 1"
    })
    void callsOfTheNextSample(long calls, long nanos, long expected) {
        assertThat(RepeatedTask.nextCalls(calls, nanos, 1000)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, 10000000", "7, 10000000", "300000, 10000000", "20000000, 10000000", "3, 2"})
    void callsReachTheWantedTime(long nanosPerCall, long sampleNanos) {
        long calls = 1;
        while (calls * nanosPerCall < sampleNanos
                || RepeatedTask.nextCalls(calls, calls * nanosPerCall, sampleNanos) != calls) {
            calls = RepeatedTask.nextCalls(calls, calls * nanosPerCall, sampleNanos);
        }
        assertThat(calls * nanosPerCall).isGreaterThanOrEqualTo(sampleNanos);
        assertThat(calls == 1 || calls * nanosPerCall < 2 * sampleNanos).isTrue();
    }

    @Test
    void samplesHaveTheCallsOfTheWarmUp() {
        AtomicLong all = new AtomicLong();
        try (ThreadRunner runner = new ThreadRunner(1)) {
            RepeatedTask task =
                    new RepeatedTask(runner, _ -> all::incrementAndGet, new Repetition(100_000, 1_000_000, 3));

            List<List<ThreadRun>> runs = InterleavedMeasurement.run(List.of(task), TimeBudget.ofRounds(2));

            long calls = runs.getFirst().getFirst().calls();
            assertThat(calls).isGreaterThan(1);
            assertThat(runs.getFirst().getLast().calls()).isEqualTo(calls);
            long before = all.get();
            assertThat(task.measure().calls()).isEqualTo(calls);
            assertThat(all.get() - before).isEqualTo(calls + 3);
        }
    }
}
