// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.dgen.internal.prediction.SectorMixture.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

class SectorMixtureTest {
    private static final long SECTORS = 32;

    /** Errors of the compressor for which the stored sizes hold. */
    private static final List<Double> ERRORS = List.of(0.99, 1.0, 1.0059);

    @Test
    void theMeanIsTheRatioInBytesAndInSectors() {
        for (int hundredths = 100; hundredths <= 3200; hundredths++) {
            double ratio = hundredths / 100.0;
            List<Part> mixture = SectorMixture.of(ratio, SECTORS);

            assertThat(mean(mixture)).isCloseTo(ratio, withinPercentage(0.01));
            for (double error : ERRORS) {
                double sectors = mixture.stream()
                        .mapToDouble(
                                part -> part.weight() * storedSectors(part.ratio() == 1 ? 1 : part.ratio() / error))
                        .sum();
                assertThat(SECTORS / sectors)
                        .as("%s: %s, error %s", ratio, mixture, error)
                        .isCloseTo(ratio, withinPercentage(ratio <= 10 ? 2 : 4));
            }
        }
    }

    private static long storedSectors(double ratio) {
        return (long) Math.ceil(SECTORS / ratio);
    }

    private static double mean(List<Part> mixture) {
        return 1
                / mixture.stream()
                        .mapToDouble(part -> part.weight() / part.ratio())
                        .sum();
    }

    @Test
    void theTwoRatiosAreOneSectorApart() {
        List<Part> mixture = SectorMixture.of(5, SECTORS);

        assertThat(mixture).containsExactly(new Part(4.6, 0.442078), new Part(5.37, 0.557922));
        assertThat(mixture.stream().map(part -> storedSectors(part.ratio()))).containsExactly(7L, 6L);
        assertThat(SectorMixture.of(1, SECTORS)).containsExactly(new Part(1, 1));
        assertThat(SectorMixture.of(1.02, SECTORS).getFirst().ratio()).isEqualTo(1);
    }

    @Test
    void aBlockTakesAtLeastOneSector() {
        assertThat(SectorMixture.of(40, SECTORS)).containsExactly(new Part(40, 1));
        assertThat(mean(SectorMixture.of(32.2, SECTORS))).isCloseTo(32.2, within(0.01));
    }
}
