// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dgen.analyze.internal.dedup.DedupCounts;
import io.dgen.analyze.internal.dedup.FingerprintTable;
import io.dgen.analyze.internal.dedup.FixedUnitCounter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** If fingerprints do not fit, the result is an estimate within its stated bound, and the memory limit holds. */
final class SampledDedupTest {
    private static final int CONTENTS = 60_000;

    /** Content i occurs one to three times; every 50th occurs twenty times. */
    private static int copies(int i) {
        return i % 50 == 0 ? 20 : 1 + i % 3;
    }

    private static byte[] data() {
        int chunks = 0;
        for (int i = 0; i < CONTENTS; i++) {
            chunks += copies(i);
        }
        byte[] bytes = new byte[chunks * 512];
        int at = 0;
        for (int copy = 0; copy < 20; copy++) {
            for (int i = 0; i < CONTENTS; i++) {
                if (copy < copies(i)) {
                    for (int b = 0; b < 4; b++) {
                        bytes[at + b] = (byte) (i + 1 >>> 8 * b);
                    }
                    at += 512;
                }
            }
        }
        return bytes;
    }

    private static DedupCounts counts(byte[] bytes, long memoryBytes) {
        try (FingerprintTable table = new FingerprintTable(memoryBytes)) {
            FixedUnitCounter units = new FixedUnitCounter(List.of(512), List.of(table));
            FingerprintTable.Batch batch = new FingerprintTable.Batch();
            for (int at = 0; at < bytes.length; at += 4 << 20) {
                units.add(bytes, at, Math.min(bytes.length, at + (4 << 20)), batch);
                assertThat(table.memoryBytes()).isLessThanOrEqualTo(memoryBytes);
            }
            return table.counts();
        }
    }

    @Test
    void exactIfAllFingerprintsFit() {
        DedupCounts counts = counts(data(), FingerprintTable.bytesFor(CONTENTS));

        assertThat(counts.isExact()).isTrue();
        assertThat(counts.uniqueChunks()).isEqualTo(CONTENTS);
        assertThat(counts.standardDeviation()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {700_000, 200_000, 60_000})
    void estimateIsWithinItsBound(long memoryBytes) {
        DedupCounts counts = counts(data(), memoryBytes);

        assertThat(counts.isExact()).isFalse();
        assertThat(counts.standardDeviation()).isGreaterThan(0);
        assertThat(counts.uniqueBytes()).isCloseTo(CONTENTS * 512.0, within(3 * counts.standardDeviation()));
        assertThat(counts.standardDeviation() / counts.uniqueBytes())
                .as("at least one fingerprint of 64 was kept")
                .isLessThan(Math.sqrt(64.0 / CONTENTS));
        assertThat(counts.chunks()).isEqualTo(data().length / 512);
    }

    /** Counts of the kept fingerprints are exact, so the shares of the classes are true except for the sample. */
    @Test
    void copiesAreEstimated() {
        DedupCounts counts = counts(data(), 300_000);

        double once = counts.copies().contents(0) / counts.uniqueChunks();
        double twice = counts.copies().contents(1) / counts.uniqueChunks();
        assertThat(once).isCloseTo(0.98 / 3, within(0.03));
        assertThat(twice).isCloseTo(0.98 / 3, within(0.03));
    }

    @Test
    void orderDoesNotMatter() {
        byte[] bytes = data();
        byte[] reversed = new byte[bytes.length];
        for (int at = 0; at < bytes.length; at += 512) {
            System.arraycopy(bytes, at, reversed, bytes.length - at - 512, 512);
        }

        assertThat(counts(reversed, 200_000).uniqueBytes())
                .isEqualTo(counts(bytes, 200_000).uniqueBytes());
    }

    @Test
    void memoryOfTheAnalyzerIsShared() {
        byte[] bytes = TestData.random(4, 16 << 20);
        Analyzer.Builder builder = TestData.dedupOnly().memoryBytes(16 << 20);

        Analysis analysis = TestData.analyze(builder, bytes);

        // A stream of unknown size: 17 tables have equal shares of 16 MiB, enough for 32768 sectors of 512 bytes.
        assertThat(analysis.fixed(512).isExact()).isTrue();
        assertThat(analysis.fixed(4 << 20).isExact()).isTrue();
        Analysis larger = TestData.analyze(builder, TestData.random(4, 48 << 20));
        assertThat(larger.fixed(512).isExact()).isFalse();
        assertThat(larger.fixed(512).ratio())
                .isCloseTo(1, within(larger.fixed(512).relativeError()));
        assertThat(larger.fixed(4096).isExact()).isTrue();
    }
}
