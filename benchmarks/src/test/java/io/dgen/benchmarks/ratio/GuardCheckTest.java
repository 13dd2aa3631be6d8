// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.ratio;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.Tier;
import io.dgen.benchmarks.ratio.GuardCheck.Outcome;
import io.dgen.benchmarks.ratio.GuardCheck.Verdict;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The decisions of {@code ./check speed}. */
final class GuardCheckTest {
    private static final GuardCheck CHECK =
            new GuardCheck(Rows.find("guard-fill"), "usual", Map.of(Tier.AVX2, 0.5, Tier.AVX512, 0.7));

    /** A check with given ratios and obstacles; an empty text is no obstacle. */
    private static Verdict check(Tier tier, List<Double> ratios, String... obstacles) {
        Deque<Double> left = new ArrayDeque<>(ratios);
        Deque<String> reasons = new ArrayDeque<>(Arrays.asList(obstacles));
        Verdict verdict = CHECK.check(
                tier,
                left::pop,
                () -> Optional.of(reasons.pop()).filter(r -> !r.isEmpty()).orElse(null));
        assertThat(left).as("ratios that were not measured").isEmpty();
        return verdict;
    }

    @Test
    void aGoodRatioPassesAtOnce() {
        assertThat(check(Tier.AVX2, List.of(0.5), "")).isEqualTo(new Verdict(Outcome.PASSED, "0.500", ""));
    }

    @Test
    void aBadRatioIsMeasuredAgain() {
        assertThat(check(Tier.AVX2, List.of(0.4, 0.6), ""))
                .isEqualTo(new Verdict(Outcome.PASSED, "0.400, again 0.600", ""));
        assertThat(check(Tier.AVX512, List.of(0.4, 0.6), "", ""))
                .isEqualTo(new Verdict(Outcome.FAILED, "0.400, again 0.600", ""));
    }

    @Test
    void aMachineThatBecomesBusyProvesNothing() {
        assertThat(check(Tier.AVX2, List.of(0.4, 0.4), "", "busy"))
                .isEqualTo(new Verdict(Outcome.SKIPPED, "not checked", "busy"));
        assertThat(check(Tier.AVX2, List.of(), "busy")).isEqualTo(new Verdict(Outcome.SKIPPED, "not checked", "busy"));
    }

    @Test
    void noFloorForTheTier() {
        assertThat(check(Tier.PORTABLE, List.of(), ""))
                .isEqualTo(new Verdict(Outcome.SKIPPED, "not checked", "no floor for PORTABLE"));
    }
}
