// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.MemoryCeiling;
import io.dgen.bench.statistics.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NoiseTest {
    private static final Summary STEADY = Summary.of(List.of(20.0, 20.1, 20.2));
    private static final Summary UNSTEADY = Summary.of(List.of(10.0, 20.0, 30.0));

    /** {@return a group of points with three ceilings each} */
    private static List<Group.GroupResult> group(int unsteady, int steady, long offCpuNanos) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < unsteady + steady; i++) {
            points.add(new Point(
                    "point" + i,
                    4096,
                    1,
                    STEADY,
                    Map.of(
                            MemoryCeiling.MEMSET,
                            i < unsteady ? UNSTEADY : STEADY,
                            MemoryCeiling.STREAM,
                            STEADY,
                            MemoryCeiling.READ,
                            STEADY),
                    List.of(),
                    1_000,
                    offCpuNanos));
        }
        return List.of(new Group.GroupResult(Group.SIZE, "", points, List.of()));
    }

    @Test
    void quietMachine() {
        Noise noise = Noise.of(group(0, 10, 10));

        assertThat(noise.warnings()).isEmpty();
        assertThat(noise.ceilings()).isEqualTo(30);
        assertThat(noise.offCpuShare()).isEqualTo(0.01);
    }

    /** Three of thirty ceilings may be unsteady. */
    @Test
    void fewUnsteadyCeilingsAreAccepted() {
        assertThat(Noise.of(group(3, 7, 0)).warnings()).isEmpty();
        assertThat(Noise.of(group(4, 6, 0)).warnings())
                .containsExactly("the machine is noisy: 4 of 30 ceilings vary by more than 15 %, memset in size point0"
                        + " by 80 %");
    }

    @Test
    void threadsWithoutCpu() {
        assertThat(Noise.of(group(0, 2, 20)).warnings()).isEmpty();
        assertThat(Noise.of(group(0, 2, 55)).warnings())
                .containsExactly("the machine is busy: the measured threads had no CPU for 5.5 % of their time");
    }

    @Test
    void nothingMeasured() {
        assertThat(Noise.of(List.of()).warnings()).isEmpty();
    }
}
