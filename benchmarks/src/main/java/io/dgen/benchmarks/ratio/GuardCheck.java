// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.ratio;

import io.dgen.Tier;
import io.dgen.benchmarks.TextTable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A ratio and the least that it may be.
 *
 * @param usual the ratio on quiet machines
 * @param floors by the best tier that the CPU has; not checked with the other tiers
 */
record GuardCheck(Row row, String usual, Map<Tier, Double> floors) {
    static final List<GuardCheck> ALL = TextTable.read("guard.txt").getFirst().rows().stream()
            .map(GuardCheck::of)
            .toList();

    enum Outcome {
        PASSED,
        FAILED,
        SKIPPED
    }

    /**
     * The decision.
     *
     * @param measured the ratios
     * @param reason why the check was skipped; empty otherwise
     */
    record Verdict(Outcome outcome, String measured, String reason) {}

    private static GuardCheck of(List<String> cells) {
        Map<Tier, Double> floors = new EnumMap<>(Tier.class);
        for (Tier tier : Guard.TIERS) {
            String floor = cells.get(tier == Tier.AVX2 ? 1 : tier == Tier.AVX512 ? 2 : 3);
            if (!floor.equals("-")) {
                floors.put(tier, Double.parseDouble(floor));
            }
        }
        return new GuardCheck(Rows.find(cells.getFirst()), cells.get(4), floors);
    }

    /**
     * Decides. A ratio below the floor counts only if it is below again, and if the machine has not become busy meanwhile.
     *
     * @param ratio measures
     * @param obstacle returns why the ratio cannot be measured now; null if it can
     */
    Verdict check(Tier best, DoubleSupplier ratio, Supplier<@Nullable String> obstacle) {
        Double floor = floors.get(best);
        String reason = floor == null ? "no floor for " + best : obstacle.get();
        if (floor == null || reason != null) {
            return new Verdict(Outcome.SKIPPED, "not checked", String.valueOf(reason));
        }
        double first = ratio.getAsDouble();
        if (first >= floor) {
            return new Verdict(Outcome.PASSED, Row.number(first), "");
        }
        double second = ratio.getAsDouble();
        String measured = Row.number(first) + ", again " + Row.number(second);
        if (second >= floor) {
            return new Verdict(Outcome.PASSED, measured, "");
        }
        reason = obstacle.get();
        return reason == null
                ? new Verdict(Outcome.FAILED, measured, "")
                : new Verdict(Outcome.SKIPPED, "not checked", reason);
    }
}
