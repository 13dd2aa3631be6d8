// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SectorRoundingTest {
    @ParameterizedTest
    @CsvSource({
        "131072, 4096, 1, 1",
        "131072, 4096, 1.01, 1",
        "131072, 4096, 1.04, 1.0323",
        "131072, 4096, 1.1, 1.0667",
        "131072, 4096, 2, 2",
        "131072, 4096, 2.01, 2",
        "131072, 4096, 5, 4.5714",
        "131072, 4096, 31.9, 16",
        "131072, 4096, 64, 32",
        "131072, 512, 5, 4.9231",
        "4096, 4096, 64, 1",
    })
    void aBlockTakesWholeSectors(long block, long sector, double ratio, double stored) {
        assertThat(new SectorRounding(block, sector).storedRatio(ratio)).isCloseTo(stored, within(0.0001));
    }

    @Test
    void kindsOfBlocksCountByTheirWeights() {
        SectorRounding rounding = new SectorRounding(32 << 10, 4 << 10);

        // 8 and 2 sectors: 5 on average.
        assertThat(rounding.storedRatio(new double[] {1, 4.2}, new double[] {3, 3}))
                .isEqualTo(1.6);
    }

    @Test
    void aBlockConsistsOfSectors() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SectorRounding(6000, 4096))
                .withMessage("block of 6000 and sector of 4096 bytes: expected a multiple of the sector");
        assertThatIllegalArgumentException().isThrownBy(() -> new SectorRounding(2048, 4096));
        assertThatIllegalArgumentException().isThrownBy(() -> new SectorRounding(2048, 0));
    }
}
