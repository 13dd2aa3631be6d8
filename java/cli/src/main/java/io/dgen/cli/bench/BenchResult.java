package io.dgen.cli.bench;

import io.dgen.SystemInfo;
import java.nio.file.Path;
import java.util.List;

/**
 * All that was measured.
 *
 * @param info the machine
 * @param plan what was wanted and possible
 * @param groups measured
 * @param clock of the CPU
 * @param noise of the machine
 * @param elapsedNanos from start to end
 */
public record BenchResult(
        SystemInfo info, Plan plan, List<GroupResult> groups, Clock clock, Noise noise, long elapsedNanos) {
    static BenchResult of(SystemInfo info, Plan plan, List<GroupResult> groups, long elapsedNanos) {
        Samples clocks = new Samples(groups.stream()
                .flatMap(g -> g.points().stream())
                .map(p -> p.clock().median())
                .toList());
        return new BenchResult(
                info, plan, groups, Clock.judge(clocks, Clock.told(Path.of("/"))), Noise.of(groups), elapsedNanos);
    }

    /** Of one thread, at the clock of the same rounds; NaN where either is not known. */
    double cyclesPerByte(Point point, Figure figure) {
        return clock.doubt() != null || point.threads() != 1
                ? Double.NaN
                : point.clock().median() / figure.rate().median();
    }
}
