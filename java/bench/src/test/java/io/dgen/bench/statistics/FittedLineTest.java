// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class FittedLineTest {
    /** The first data set of Anscombe, "Graphs in Statistical Analysis" (1973): y = 3.00 + 0.500 x. */
    @Test
    void lineOfAnscombe() {
        double[] x = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
        double[] y = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};

        FittedLine line = FittedLine.of(x, y);

        assertThat(line.intercept()).isCloseTo(3.0001, within(5e-5));
        assertThat(line.slope()).isCloseTo(0.5001, within(5e-5));
    }

    @Test
    void exactLine() {
        FittedLine line = FittedLine.of(new double[] {1, 2, 64}, new double[] {5, 7, 131});

        assertThat(line.intercept()).isCloseTo(3, within(1e-9));
        assertThat(line.slope()).isCloseTo(2, within(1e-9));
    }

    @Test
    void pointsWithOneX() {
        assertThatThrownBy(() -> FittedLine.of(new double[] {2, 2}, new double[] {1, 3}))
                .hasMessage("points: expected at least two with different x");
    }
}
