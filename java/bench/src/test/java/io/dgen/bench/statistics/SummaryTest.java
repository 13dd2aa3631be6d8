// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SummaryTest {
    /** One of eleven samples far away is no spread. */
    @Test
    void spreadIsThatOfTheMiddleFourFifths() {
        Summary summary = Summary.of(List.of(1.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 12.0, 99.0));

        assertThat(summary).isEqualTo(new Summary(11, 10, 10, 12));
        assertThat(summary.spread()).isCloseTo(0.2, within(1e-9));
        assertThat(Summary.of(List.of(7.0)).spread()).isZero();
        assertThat(Summary.of(List.of(0.0, 0.0)).spread()).isZero();
    }

    @Test
    void percentilesAreInterpolated() {
        assertThat(Summary.of(List.of(10.0, 20.0))).isEqualTo(new Summary(2, 15, 11, 19));
        assertThat(Summary.of(List.of("a", "bcd"), String::length)).isEqualTo(new Summary(2, 2, 1.2, 2.8));
    }

    @Test
    void noSamples() {
        assertThatThrownBy(() -> Summary.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    /** Ratios of rounds 2, 3, 10; then 5, 6: medians 3 and 5.5. */
    @Test
    void ratiosOfSeveralJvms() {
        List<double[]> first = List.of(new double[] {2, 9, 1}, new double[] {6, 9, 2}, new double[] {10, 9, 1});
        List<double[]> second = List.of(new double[] {5, 9, 1}, new double[] {12, 9, 2});

        Summary ratio = Summary.ofRatios(List.of(first, second), 0, 2);

        assertThat(ratio.median()).isEqualTo(4.25);
        assertThat(ratio.count()).isEqualTo(5);
        assertThat(ratio.low()).isCloseTo(2.4, within(1e-12));
        assertThat(ratio.high()).isCloseTo(8.4, within(1e-12));
    }

    @Test
    void ratiosOfOneJvm() {
        Summary ratio = Summary.ofRatios(List.of(List.of(new double[] {1, 4}, new double[] {3, 4})), 0, 1);

        assertThat(ratio.median()).isEqualTo(0.5);
    }
}
