// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dgen.MemoryCeiling;
import io.dgen.bench.statistics.Summary;
import io.dgen.bench.thread.ThreadRun;
import io.dgen.bench.thread.ThreadRun.ThreadTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Rates of invented runs. */
final class PointTest {
    private static final Offset<Double> NEARLY = within(1e-9);

    /** {@return a round in which each thread makes calls for a microsecond, half of it with a CPU} */
    private static List<ThreadRun> round(int threads, long calls) {
        return List.of(new ThreadRun(Collections.nCopies(threads, new ThreadTime(calls, 0, 1_000, 500))));
    }

    /** Two threads have half of 8 KiB each: 10 calls each in a microsecond are 81.92 GB/s. */
    @Test
    void ratesCountTheBytesOfAllThreads() {
        List<BufferTask> tasks = new ArrayList<>(BufferTask.usual());
        tasks.addAll(BufferTask.fillAndVerify(" shared", BufferTask.stream().maxThreads(2)));
        List<List<ThreadRun>> runs = List.of(
                round(1, 1),
                round(2, 20),
                round(2, 40),
                round(2, 30),
                round(2, 10),
                round(2, 5),
                round(1, 10), // the caller of a stream with two threads
                round(1, 5));

        Point point = Point.point("name", 8_192, 2, tasks, runs);

        assertThat(point.ceilings().values().stream().map(Summary::median))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1)
                .containsExactly(163.84, 327.68, 245.76);
        assertThat(point.rates()).hasSize(4).allSatisfy(r -> {
            boolean isFill = r.work().startsWith("fill");
            assertThat(r.rate().median()).isCloseTo(isFill ? 81.92 : 40.96, NEARLY);
            assertThat(r.ceiling()).isEqualTo(isFill ? MemoryCeiling.STREAM : MemoryCeiling.READ);
        });
        assertThat(point.medians().keySet())
                .containsExactly("fill", "verify", "fill shared", "verify shared", "memset", "stream", "read");
    }

    /** Five runs of two threads; not the clock and the callers of streams. */
    @Test
    void timeWithoutCpuIsThatOfTheMeasuredThreads() {
        List<List<ThreadRun>> runs = new ArrayList<>(Collections.nCopies(6, round(2, 1)));
        runs.set(0, round(1, 1));
        runs.addAll(List.of(round(1, 1), round(1, 1)));
        List<BufferTask> tasks = new ArrayList<>(BufferTask.usual());
        tasks.addAll(BufferTask.usual());

        Point point = Point.point("name", 8_192, 2, tasks, runs);

        assertThat(point.threadNanos()).isEqualTo(10_000);
        assertThat(point.offCpuNanos()).isEqualTo(5_000);
    }
}
