// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.MemoryCeiling;
import io.dgen.bench.statistics.Summary;
import io.dgen.cli.bench.BufferTask.Operation;
import io.dgen.cli.report.Text;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Result of the measurements on one buffer. Rates are in decimal gigabytes per second.
 *
 * @param name distinguishes it from the others of its group
 * @param bytes size of the buffer
 * @param threads number of threads that shared it
 * @param clock in gigahertz
 * @param ceilings all of them
 * @param rates of all tasks
 * @param threadNanos time of the measured threads, of all rounds together
 * @param offCpuNanos part of that time without a CPU
 */
record Point(
        String name,
        long bytes,
        int threads,
        Summary clock,
        Map<MemoryCeiling, Summary> ceilings,
        List<TaskRate> rates,
        long threadNanos,
        long offCpuNanos) {
    /**
     * The rate of a task and the ceiling that it is compared with.
     *
     * @param work name of the task
     * @param ceiling the fastest of those that access memory in the same way
     * @param ceilingRate measured in the same rounds, on the same buffer, by the same number of threads
     */
    record TaskRate(String work, Operation operation, Summary rate, MemoryCeiling ceiling, Summary ceilingRate) {
        static TaskRate of(String work, Operation operation, Summary rate, Map<MemoryCeiling, Summary> ceilings) {
            MemoryCeiling best = operation.ceilings().stream()
                    .max(Comparator.comparingDouble(c -> rate(ceilings, c).median()))
                    .orElseThrow();
            return new TaskRate(work, operation, rate, best, rate(ceilings, best));
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

    /** {@return the rates of the tasks and the ceilings by their names} */
    Map<String, Double> medians() {
        Map<String, Double> medians = new LinkedHashMap<>();
        rates.forEach(r -> medians.put(r.work, r.rate.median()));
        ceilings.forEach((ceiling, rate) -> medians.put(Text.lower(ceiling), rate.median()));
        return medians;
    }
}
