// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dgen.bench.thread.ThreadRun;
import io.dgen.bench.thread.ThreadRun.ThreadTime;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScaleTableTest {
    private static ThreadRun run(long calls, long nanos) {
        return new ThreadRun(List.of(new ThreadTime(calls, 0, nanos, nanos / 2)));
    }

    /** The ratios of the rounds are 2, 1 and 8; that of the medians would be 4. */
    @Test
    void ratiosAreThoseOfTheSameRound() {
        List<ThreadRun> many = List.of(run(20, 100), run(40, 100), run(80, 100));
        List<ThreadRun> few = List.of(run(10, 100), run(40, 100), run(10, 100));

        assertThat(ScaleTable.ratio(many, few, ThreadRun::callsPerSecond)).isCloseTo(2, within(1e-12));
        assertThat(ScaleTable.ratio(many, few, ThreadRun::callsPerCpuSecond)).isCloseTo(2, within(1e-12));
    }

    @Test
    void timeIsThatOfTheCpusAtWork() {
        assertThat(ScaleTable.nanoseconds(1e8, 1)).isEqualTo(10);
        int cpus = Runtime.getRuntime().availableProcessors();
        assertThat(ScaleTable.nanoseconds(1e8, cpus + 5)).isEqualTo(10.0 * cpus);
    }
}
