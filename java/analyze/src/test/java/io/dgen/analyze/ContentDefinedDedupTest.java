// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deduplication with FastCDC, which finds duplicates at any offset. */
final class ContentDefinedDedupTest {
    private static DedupResult at(byte[] bytes, long average) {
        return TestData.analyze(TestData.dedupOnly().contentDefinedAverages(List.of(average)), bytes)
                .contentDefined()
                .getFirst();
    }

    /** The second copy is shifted by 333 bytes: fixed units find no duplicate. */
    @ParameterizedTest
    @ValueSource(longs = {1 << 10, 8 << 10, 64 << 10, 1 << 20})
    void shiftedCopyIsFound(long average) {
        byte[] data = TestData.random(1, 24 << 20);
        byte[] bytes = TestData.concat(data, TestData.random(2, 333), data);

        Analysis analysis = TestData.analyze(
                TestData.dedupOnly().contentDefinedAverages(List.of(average)).fixedUnits(List.of(512L)), bytes);
        DedupResult d = analysis.contentDefined().getFirst();

        assertThat(analysis.fixed(512).ratio()).isEqualTo(1);
        // At each of the three transitions one or two chunks differ.
        double lost = 8.0 * average;
        assertThat(d.uniqueBytes()).isBetween((double) data.length, data.length + 333 + lost);
    }

    /** Windows have 16 MiB, so that chunks span two of them. */
    @ParameterizedTest
    @ValueSource(longs = {8 << 10, 1 << 20})
    void averageAndBounds(long average) {
        byte[] bytes = TestData.random(3, 40 << 20);

        DedupResult d = at(bytes, average);

        assertThat(d.bytes()).isEqualTo(bytes.length);
        assertThat((double) d.bytes() / d.chunks()).isBetween(0.9 * average, 1.4 * average);
        assertThat(d.uniqueChunks()).isEqualTo(d.chunks());
        assertThat(d.uniqueBytes()).isEqualTo(bytes.length);
    }

    /** Zeros contain no cut point: chunks have the largest size, eight averages. */
    @Test
    void longestChunks() {
        DedupResult d = at(new byte[100 * 8192 + 5], 1024);

        assertThat(d.chunks()).isEqualTo(101);
        assertThat(d.zeroChunks()).isEqualTo(101);
        assertThat(d.zeroBytes()).isEqualTo(100 * 8192 + 5);
    }

    /** A chunk of zeros that spans windows counts as zeros, unless one of its bytes is not zero. */
    @Test
    void zerosAcrossWindows() {
        byte[] bytes = new byte[33 << 20];
        DedupResult zeros = at(bytes, 1 << 20);
        bytes[(16 << 20) - 1] = 1;
        DedupResult other = at(bytes, 1 << 20);

        assertThat(zeros.zeroBytes()).isEqualTo(bytes.length);
        assertThat(other.zeroBytes()).isLessThan(bytes.length);
        assertThat(other.uniqueChunks()).isEqualTo(1);
    }

    @Test
    void shorterThanTheShortestChunk() {
        DedupResult d = at(new byte[] {1, 2, 3}, 8192);

        assertThat(d.chunks()).isEqualTo(1);
        assertThat(d.uniqueBytes()).isEqualTo(3);
    }
}
