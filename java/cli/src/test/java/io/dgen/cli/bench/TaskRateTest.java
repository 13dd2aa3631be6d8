// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.MemoryCeiling;
import io.dgen.bench.statistics.Summary;
import io.dgen.cli.bench.BufferTask.Operation;
import io.dgen.cli.bench.Point.TaskRate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TaskRateTest {
    private static Summary rate(double value) {
        return Summary.of(List.of(value));
    }

    @Test
    void fillIsMeasuredAgainstTheBetterWayToWrite() {
        Map<MemoryCeiling, Summary> inCache =
                Map.of(MemoryCeiling.MEMSET, rate(60), MemoryCeiling.STREAM, rate(20), MemoryCeiling.READ, rate(90));
        Map<MemoryCeiling, Summary> inMemory =
                Map.of(MemoryCeiling.MEMSET, rate(12), MemoryCeiling.STREAM, rate(20), MemoryCeiling.READ, rate(90));

        assertThat(TaskRate.of("fill", Operation.FILL, rate(15), inCache))
                .returns(MemoryCeiling.MEMSET, TaskRate::ceiling)
                .returns(0.25, TaskRate::ofCeiling);
        assertThat(TaskRate.of("fill", Operation.FILL, rate(15), inMemory))
                .returns(MemoryCeiling.STREAM, TaskRate::ceiling)
                .returns(0.75, TaskRate::ofCeiling);
    }

    @Test
    void verifyIsMeasuredAgainstReading() {
        Map<MemoryCeiling, Summary> ceilings =
                Map.of(MemoryCeiling.MEMSET, rate(60), MemoryCeiling.STREAM, rate(99), MemoryCeiling.READ, rate(30));

        assertThat(TaskRate.of("verify", Operation.VERIFY, rate(15), ceilings))
                .returns(MemoryCeiling.READ, TaskRate::ceiling)
                .returns(0.5, TaskRate::ofCeiling);
    }

    @Test
    void noRateWithoutItsCeiling() {
        assertThatThrownBy(() -> TaskRate.of("verify", Operation.VERIFY, rate(15), Map.of()))
                .hasMessage("ceiling READ was not measured");
    }
}
