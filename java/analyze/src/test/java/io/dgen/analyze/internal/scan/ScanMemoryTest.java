// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Memory of a scan under limits; sizes in MiB. */
class ScanMemoryTest {
    @ParameterizedTest
    @CsvSource({
        "2, 4096, 16000, 3",
        "64, 4096, 16000, 18",
        "1024, 4096, 160000, 64",
        "2, 64, 16000, 2",
        "2, 64, 127, 1",
        "2, 16, 16000, 1",
        "2, 64, 0, 1"
    })
    void windows(int threads, long heap, long available, int windows) {
        assertThat(Pipeline.maxWindows(threads, heap << 20, available << 20)).isEqualTo(windows);
    }

    @ParameterizedTest
    @CsvSource({"4096, 16000, 1024", "1000, 16000, 750", "4096, 80, 30", "64, 80, 30", "64, 10, 16"})
    void fingerprints(long jvm, long available, long bytes) {
        assertThat(FingerprintBudget.usualBytes(16 << 20, 1 << 30, jvm << 20, available << 20))
                .isEqualTo(bytes << 20);
    }
}
