// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dgen.testing.Vectors;
import org.junit.jupiter.api.Test;

class NormalTest {

    @Test
    void hasTheBitsOfTheVectors() {
        for (Vectors.Real v : Vectors.quantiles()) {
            assertThat(Normal.quantile(v.argument())).as("%s", v).isEqualTo(v.result());
        }
        for (Vectors.Real v : Vectors.exponentials()) {
            assertThat(Normal.exp(v.argument())).as("%s", v).isEqualTo(v.result());
        }
    }

    /** Values of tables of the normal distribution. */
    @Test
    void isTheNormalDistribution() {
        assertThat(Normal.quantile(0.5)).isZero();
        assertThat(Normal.quantile(0.75)).isCloseTo(0.6744897501960817, within(1e-15));
        assertThat(Normal.quantile(0.975)).isCloseTo(1.959963984540054, within(1e-15));
        assertThat(Normal.quantile(0.01)).isCloseTo(-2.3263478740408408, within(1e-15));
        assertThat(Normal.quantile(0.001)).isCloseTo(-3.090232306167813, within(1e-14));
    }

    @Test
    void isCloseToTheFunctionsOfTheJdk() {
        for (int i = -3999; i < 4000; i++) {
            double x = i / 100.0;
            assertThat(Normal.exp(x)).isCloseTo(Math.exp(x), within(1e-14 * Math.exp(x)));
        }
        for (int i = 1; i < 1000; i++) {
            double x = i / 1000.0;
            assertThat(Normal.log(x)).isCloseTo(Math.log(x), within(-1e-14 * Math.log(x)));
        }
    }
}
