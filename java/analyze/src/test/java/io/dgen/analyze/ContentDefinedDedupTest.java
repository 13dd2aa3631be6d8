package io.dgen.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.analyze.Analysis.Dedup;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FastCDC: chunks that find themselves again after a shift. */
final class ContentDefinedDedupTest {
    private static Dedup at(byte[] bytes, long average) {
        return TestData.analyze(TestData.dedupOnly().contentDefinedAverages(List.of(average)), bytes)
                .contentDefined()
                .getFirst();
    }

    /** The second copy is shifted by 333 bytes: fixed units of any size see nothing. */
    @ParameterizedTest
    @ValueSource(longs = {1 << 10, 8 << 10, 64 << 10, 1 << 20})
    void shiftedCopyIsFound(long average) {
        byte[] data = TestData.random(1, 24 << 20);
        byte[] bytes = TestData.concat(data, TestData.random(2, 333), data);

        Analysis analysis = TestData.analyze(
                TestData.dedupOnly().contentDefinedAverages(List.of(average)).fixedUnits(List.of(512L)), bytes);
        Dedup d = analysis.contentDefined().getFirst();

        assertThat(analysis.fixed(512).ratio()).isEqualTo(1);
        // At each of the three seams a chunk or two are lost.
        double lost = 8.0 * average;
        assertThat(d.uniqueBytes()).isBetween((double) data.length, data.length + 333 + lost);
    }

    /** Also where a chunk goes on in the next window: windows are 16 MiB. */
    @ParameterizedTest
    @ValueSource(longs = {8 << 10, 1 << 20})
    void averageAndBounds(long average) {
        byte[] bytes = TestData.random(3, 40 << 20);

        Dedup d = at(bytes, average);

        assertThat(d.bytes()).isEqualTo(bytes.length);
        assertThat((double) d.bytes() / d.chunks()).isBetween(0.9 * average, 1.4 * average);
        assertThat(d.uniqueChunks()).isEqualTo(d.chunks());
        assertThat(d.uniqueBytes()).isEqualTo(bytes.length);
    }

    /** Zeros never give a boundary: chunks have the largest size, eight averages. */
    @Test
    void longestChunks() {
        Dedup d = at(new byte[100 * 8192 + 5], 1024);

        assertThat(d.chunks()).isEqualTo(101);
        assertThat(d.zeroChunks()).isEqualTo(101);
        assertThat(d.zeroBytes()).isEqualTo(100 * 8192 + 5);
    }

    /** Chunks of zeros across windows are zeros, and one with a byte at its end is not. */
    @Test
    void zerosAcrossWindows() {
        byte[] bytes = new byte[33 << 20];
        Dedup zeros = at(bytes, 1 << 20);
        bytes[(16 << 20) - 1] = 1;
        Dedup other = at(bytes, 1 << 20);

        assertThat(zeros.zeroBytes()).isEqualTo(bytes.length);
        assertThat(other.zeroBytes()).isLessThan(bytes.length);
        assertThat(other.uniqueChunks()).isEqualTo(1);
    }

    @Test
    void shorterThanTheShortestChunk() {
        Dedup d = at(new byte[] {1, 2, 3}, 8192);

        assertThat(d.chunks()).isEqualTo(1);
        assertThat(d.uniqueBytes()).isEqualTo(3);
    }
}
