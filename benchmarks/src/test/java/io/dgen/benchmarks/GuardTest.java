// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.benchmarks.Guard.Verdict;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The decisions of {@code ./check speed}. */
final class GuardTest {
    private static final Bar FLOOR = new Bar(">= 0.5");

    /** A check with given values and obstacles; an empty text is no obstacle. */
    private static Verdict check(Bar floor, List<Double> values, String... obstacles) {
        Deque<Double> left = new ArrayDeque<>(values);
        Deque<String> reasons = new ArrayDeque<>(Arrays.asList(obstacles));
        Verdict verdict = Guard.check(
                floor,
                left::pop,
                () -> Optional.of(reasons.pop()).filter(r -> !r.isEmpty()).orElse(null));
        assertThat(left).as("values that were not measured").isEmpty();
        return verdict;
    }

    @Test
    void aGoodRatioPassesAtOnce() {
        assertThat(check(FLOOR, List.of(0.5), "")).isEqualTo(new Verdict(false, "0.500", ""));
    }

    @Test
    void aBadRatioIsMeasuredAgain() {
        assertThat(check(FLOOR, List.of(0.4, 0.6), "")).isEqualTo(new Verdict(false, "0.400, again 0.600", ""));
        assertThat(check(new Bar(">= 0.7"), List.of(0.4, 0.6), "", ""))
                .isEqualTo(new Verdict(true, "0.400, again 0.600", "**too slow**"));
    }

    @Test
    void allocationHasAMaximum() {
        Bar most = new Bar("<= 0 B");
        assertThat(check(most, List.of(0.2), "")).isEqualTo(new Verdict(false, "0.200 B", ""));
        assertThat(check(most, List.of(16.0, 16.0), "", ""))
                .isEqualTo(new Verdict(true, "16.0 B, again 16.0 B", "**too slow**"));
    }

    @Test
    void aMachineThatBecomesBusyProvesNothing() {
        Verdict skipped = new Verdict(false, "not checked", "busy");
        assertThat(check(FLOOR, List.of(0.4, 0.4), "", "busy")).isEqualTo(skipped);
        assertThat(check(FLOOR, List.of(), "busy")).isEqualTo(skipped);
    }
}
