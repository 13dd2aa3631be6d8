// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.dgen.internal.prediction.SectorRounding;
import java.util.List;
import org.junit.jupiter.api.Test;

class SectorMixtureTest {
    private static final SectorRounding ROUNDING = new SectorRounding(128 << 10, 4 << 10);

    /** Errors of the compressor for which the stored sizes hold. */
    private static final List<Double> ERRORS = List.of(0.99, 1.0, 1.0059);

    @Test
    void theMeanIsTheRatioInBytesAndInSectors() {
        for (int hundredths = 100; hundredths <= 3200; hundredths++) {
            double ratio = hundredths / 100.0;
            Mixture mixture = SectorMixture.of(ratio, ROUNDING);

            assertThat(mixture.ratio()).isCloseTo(ratio, withinPercentage(0.01));
            for (double error : ERRORS) {
                double[] ratios = mixture.components().stream()
                        .mapToDouble(c -> c.ratio() == 1 ? 1 : c.ratio() / error)
                        .toArray();
                double[] weights = mixture.components().stream()
                        .mapToDouble(Mixture.Component::weight)
                        .toArray();
                assertThat(ROUNDING.storedRatio(ratios, weights))
                        .as("%s: %s, error %s", ratio, mixture, error)
                        .isCloseTo(ratio, withinPercentage(2));
            }
        }
    }

    @Test
    void theTwoRatiosAreOneSectorApart() {
        Mixture mixture = SectorMixture.of(5, ROUNDING);

        assertThat(mixture).hasToString("4.6@0.442078+5.37@0.557922");
        assertThat(mixture.components().stream().map(c -> ROUNDING.storedSectors(c.ratio())))
                .containsExactly(7L, 6L);
        assertThat(SectorMixture.of(1, ROUNDING)).isEqualTo(Mixture.NONE);
        assertThat(SectorMixture.of(1.02, ROUNDING).components().getFirst().ratio())
                .isEqualTo(1);
    }

    @Test
    void aBlockTakesAtLeastOneSector() {
        assertThat(SectorMixture.of(40, ROUNDING)).isEqualTo(Mixture.of(40));
        assertThat(SectorMixture.of(32.2, ROUNDING).ratio()).isCloseTo(32.2, within(0.01));
    }
}
