// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Deduplication with fixed units, on data with known duplicates. */
final class FixedDedupTest {
    private static DedupResult at(byte[] bytes, long unit) {
        return TestData.analyze(TestData.dedupOnly().fixedUnits(List.of(unit)), bytes)
                .fixed(unit);
    }

    @Test
    void repeatsAndZerosAreCounted() {
        DedupResult d = at(TestData.blocks(4096, 1, 2, 0, 1, 3, 0, 1, 0), 4096);

        assertThat(d.chunks()).isEqualTo(8);
        assertThat(d.bytes()).isEqualTo(8 * 4096);
        assertThat(d.zeroChunks()).isEqualTo(3);
        assertThat(d.zeroBytes()).isEqualTo(3 * 4096);
        assertThat(d.uniqueChunks()).isEqualTo(3);
        assertThat(d.uniqueBytes()).isEqualTo(3 * 4096);
        assertThat(d.ratio()).isEqualTo(8 / 4.0);
        assertThat(d.ratioWithoutZeros()).isEqualTo(5 / 3.0);
        assertThat(d.isExact()).isTrue();
        assertThat(d.relativeError()).isZero();
        assertThat(d.copies()).containsExactly(new CopiesClass(1, 2, 2), new CopiesClass(3, 1, 3));
    }

    @Test
    void shortTailIsAChunkOfItsOwn() {
        byte[] block = TestData.random(1, 4096);
        byte[] bytes = TestData.concat(block, block, Arrays.copyOf(block, 1000));

        DedupResult d = at(bytes, 4096);

        assertThat(d.chunks()).isEqualTo(3);
        assertThat(d.uniqueChunks()).isEqualTo(2);
        assertThat(d.uniqueBytes()).isEqualTo(4096 + 1000);
        assertThat(d.ratio()).isEqualTo((2 * 4096 + 1000) / (4096.0 + 1000));
    }

    /** The tail has the first bytes of the preceding block: at larger units it is nevertheless a different chunk. */
    @Test
    void tailThatBeginsLikeABlockDiffers() {
        byte[] block = TestData.random(1, 8192);
        byte[] bytes = TestData.concat(block, Arrays.copyOf(block, 4096), new byte[512]);
        Analyzer.Builder builder = TestData.dedupOnly().fixedUnits(List.of(512L, 4096L, 8192L));

        Analysis analysis = TestData.analyze(builder, bytes);

        assertThat(analysis.fixed(512).uniqueChunks()).isEqualTo(16);
        assertThat(analysis.fixed(512).zeroChunks()).isEqualTo(1);
        assertThat(analysis.fixed(4096).uniqueChunks()).isEqualTo(2);
        assertThat(analysis.fixed(4096).zeroBytes()).isEqualTo(512);
        assertThat(analysis.fixed(8192).uniqueChunks()).isEqualTo(2);
        assertThat(analysis.fixed(8192).zeroChunks()).isZero();
    }

    /** Units are distinct if they have the same parts in another order, contain zeros, or contain a part twice. */
    @Test
    void unitsOfEqualPartsInOtherOrderDiffer() {
        byte[] bytes = TestData.blocks(512, 1, 2, 2, 1, 1, 0, 0, 1, 1, 1, 2, 2, 1, 2);

        Analyzer.Builder builder = TestData.dedupOnly().fixedUnits(List.of(512L, 1024L));
        Analysis analysis = TestData.analyze(builder, bytes);

        assertThat(analysis.fixed(512).uniqueChunks()).isEqualTo(2);
        assertThat(analysis.fixed(1024).uniqueChunks()).isEqualTo(6);
        assertThat(analysis.fixed(1024).chunks()).isEqualTo(7);
    }

    /** Compares every unit with a set of the chunks themselves, over several windows and with a short tail. */
    @Test
    void allUnitsAgreeWithASetOfChunks() {
        List<byte[]> parts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            parts.add(TestData.random(i % 7, 1 << (12 + i % 8)));
            parts.add(new byte[(i % 5) << 12]);
        }
        parts.add(TestData.random(99, 11 << 20));
        parts.add(TestData.random(99, 11 << 20));
        parts.add(TestData.random(5, 12_345));
        byte[] bytes = TestData.concat(parts.toArray(byte[][]::new));
        assertThat(bytes.length).isGreaterThan(20 << 20);

        Analysis analysis = TestData.analyze(TestData.dedupOnly(), bytes);

        assertThat(analysis.bytes()).isEqualTo(bytes.length);
        assertThat(analysis.fixed()).hasSize(14);
        for (DedupResult d : analysis.fixed()) {
            ChunkSet expected = ChunkSet.of(bytes, (int) d.chunkBytes());
            assertThat(d.chunks()).as("%d", d.chunkBytes()).isEqualTo(expected.chunks);
            assertThat(d.uniqueChunks()).as("%d", d.chunkBytes()).isEqualTo(expected.unique);
            assertThat(d.uniqueBytes()).as("%d", d.chunkBytes()).isEqualTo(expected.uniqueBytes);
            assertThat(d.zeroChunks()).as("%d", d.chunkBytes()).isEqualTo(expected.zeros);
        }
    }

    private static final class ChunkSet {
        private long chunks;
        private long unique;
        private long uniqueBytes;
        private long zeros;

        static ChunkSet of(byte[] bytes, int unit) {
            ChunkSet expected = new ChunkSet();
            Set<String> seen = new HashSet<>();
            for (int at = 0; at < bytes.length; at += unit) {
                byte[] chunk = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + unit));
                expected.chunks++;
                if (Arrays.equals(chunk, new byte[chunk.length])) {
                    expected.zeros++;
                } else if (seen.add(new String(chunk, StandardCharsets.ISO_8859_1))) {
                    expected.unique++;
                    expected.uniqueBytes += chunk.length;
                }
            }
            return expected;
        }
    }

    @Test
    void onlyZeros() {
        DedupResult d = at(new byte[10 * 4096], 4096);

        assertThat(d.ratio()).isEqualTo(10);
        assertThat(d.ratioWithoutZeros()).isEqualTo(1);
        assertThat(d.uniqueChunks()).isZero();
        assertThat(d.copies()).isEmpty();
    }

    @Test
    void emptyInput() {
        Analysis analysis = TestData.analyze(Analyzer.builder(), new byte[0]);

        assertThat(analysis.bytes()).isZero();
        assertThat(analysis.fixed()).allSatisfy(d -> {
            assertThat(d.chunks()).isZero();
            assertThat(d.ratio()).isEqualTo(1);
        });
        assertThat(analysis.compression()).allSatisfy(c -> assertThat(c.ratio()).isEqualTo(1));
        assertThat(analysis.entropy().bitsPerByte()).isZero();
    }

    @Test
    void meanOfCopiesIsTheRatio() {
        int[] numbers = new int[3000];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = 1 + (i * i) % 170;
        }
        DedupResult d = at(TestData.blocks(512, numbers), 512);

        double contents = d.copies().stream().mapToDouble(CopiesClass::contents).sum();
        double chunks = d.copies().stream().mapToDouble(CopiesClass::chunks).sum();
        assertThat(contents).isEqualTo(d.uniqueChunks());
        assertThat(chunks).isEqualTo(3000);
        assertThat(chunks / contents).isCloseTo(d.ratio(), within(1e-12));
    }
}
