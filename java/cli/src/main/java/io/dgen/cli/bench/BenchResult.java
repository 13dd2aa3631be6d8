// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.SystemInfo;
import io.dgen.bench.machine.ClockRate;
import io.dgen.bench.statistics.Summary;
import java.nio.file.Path;
import java.util.List;

/**
 * Result of all measurements.
 *
 * @param info the machine
 * @param plan as far as it was possible
 * @param elapsedNanos from start to end
 */
record BenchResult(
        SystemInfo info, BenchPlan plan, List<GroupResult> groups, ClockRate clock, Noise noise, long elapsedNanos) {
    static BenchResult of(SystemInfo info, BenchPlan plan, List<GroupResult> groups, long elapsedNanos) {
        List<Point> points = groups.stream().flatMap(g -> g.points().stream()).toList();
        Summary clocks = Summary.of(points, p -> p.clock().median());
        ClockRate clock = ClockRate.judge(clocks, ClockRate.reported(Path.of("/")));
        return new BenchResult(info, plan, groups, clock, Noise.of(groups), elapsedNanos);
    }

    /** {@return cycles of one thread, at the clock rate of the same rounds; NaN if that is unknown} */
    double cyclesPerByte(Point point, Figure figure) {
        return clock.doubt() != null || point.threads() != 1
                ? Double.NaN
                : point.clock().median() / figure.rate().median();
    }
}
