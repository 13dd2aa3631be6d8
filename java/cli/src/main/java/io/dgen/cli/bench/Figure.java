// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.MemoryCeiling;
import io.dgen.bench.statistics.Summary;
import java.util.Comparator;
import java.util.Map;

/**
 * A rate and the ceiling that it is compared with. Rates are in decimal gigabytes per second.
 *
 * @param work name of the task
 * @param ceiling the fastest of those that access memory in the same way
 * @param ceilingRate measured in the same rounds, on the same buffer, by the same number of threads
 */
record Figure(String work, Operation operation, Summary rate, MemoryCeiling ceiling, Summary ceilingRate) {
    static Figure of(String work, Operation operation, Summary rate, Map<MemoryCeiling, Summary> ceilings) {
        MemoryCeiling best = operation.ceilings().stream()
                .max(Comparator.comparingDouble(c -> rate(ceilings, c).median()))
                .orElseThrow();
        return new Figure(work, operation, rate, best, rate(ceilings, best));
    }

    private static Summary rate(Map<MemoryCeiling, Summary> ceilings, MemoryCeiling ceiling) {
        Summary rate = ceilings.get(ceiling);
        if (rate == null) {
            throw new IllegalArgumentException("ceiling " + ceiling + " was not measured");
        }
        return rate;
    }

    double ofCeiling() {
        return rate.median() / ceilingRate.median();
    }
}
