// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.cli.bench.Group.GroupResult;
import io.dgen.cli.report.JsonObject;
import io.dgen.cli.report.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Noise of the machine, judged by rates that are constant on a quiet machine.
 *
 * @param ceilings number of ceilings that were measured
 * @param unsteady number of ceilings with a spread above {@link #MAX_SPREAD}
 * @param worst the ceiling with the largest spread, and that spread
 * @param offCpuShare fraction of the measured threads' time without a CPU
 */
record Noise(int ceilings, int unsteady, Map.Entry<String, Double> worst, double offCpuShare) {
    /** Quiet machines stay below a third of it. */
    private static final double MAX_SPREAD = 0.15;

    /** Fraction of the ceilings: buffers near the size of a cache are unsteady on every machine. */
    private static final double MAX_UNSTEADY = 0.1;

    private static final double MAX_OFF_CPU = 0.02;

    static Noise of(List<GroupResult> groups) {
        Map<String, Double> spreads = new LinkedHashMap<>();
        long threadNanos = 0;
        long offCpuNanos = 0;
        for (GroupResult group : groups) {
            for (Point point : group.points()) {
                String in = " in " + Text.lower(group.group()) + " " + point.name();
                point.ceilings().forEach((ceiling, rate) -> spreads.put(Text.lower(ceiling) + in, rate.spread()));
                threadNanos += point.threadNanos();
                offCpuNanos += point.offCpuNanos();
            }
        }
        long unsteady = spreads.values().stream().filter(s -> s > MAX_SPREAD).count();
        Map.Entry<String, Double> worst =
                spreads.entrySet().stream().max(Map.Entry.comparingByValue()).orElse(Map.entry("", 0.0));
        return new Noise(spreads.size(), (int) unsteady, worst, Text.share(offCpuNanos, threadNanos));
    }

    /** {@return messages for the user; empty on a quiet machine} */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (unsteady > MAX_UNSTEADY * ceilings) {
            String format = "the machine is noisy: %d of %d ceilings vary by more than %.0f %%, %s by %.0f %%";
            warnings.add(String.format(
                    Locale.ROOT, format, unsteady, ceilings, 100 * MAX_SPREAD, worst.getKey(), 100 * worst.getValue()));
        }
        if (offCpuShare > MAX_OFF_CPU) {
            String format = "the machine is busy: the measured threads had no CPU for %.1f %% of their time";
            warnings.add(String.format(Locale.ROOT, format, 100 * offCpuShare));
        }
        return warnings;
    }

    Map<String, @Nullable Object> toMap() {
        return JsonObject.of(
                "ceilings", ceilings,
                "unsteadyCeilings", unsteady,
                "worstSpread", worst.getValue(),
                "offCpuShare", offCpuShare,
                "warnings", warnings());
    }
}
