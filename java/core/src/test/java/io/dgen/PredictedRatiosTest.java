// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dgen.PredictedRatios.Accuracy;
import io.dgen.PredictedRatios.Unit;
import io.dgen.testing.Configs;
import io.dgen.testing.Model;
import io.dgen.testing.PlanModel;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the predictions with measurements of the bytes. */
class PredictedRatiosTest {
    private static final String[] PLANS = {
        "dedup=1",
        "dedup=2.5",
        "dedup=7.75",
        "dedup=1000",
        "dedup=2.5,window=128KiB",
        "dedup=4,window=128KiB",
        "dedup=1.5,window=96KiB",
        "dedup=1,window=64KiB",
        "dedup=copies(1@0.8+2@0.1+10@0.1)",
        "dedup=copies(2@0.5+5@0.5)",
        "dedup=copies(1@1)",
        "dedup=copies(1000@1)",
        "dedup=2.5,hot=5%@50%",
        "dedup=3,hot=50%@60%"
    };

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 511, 4096, 12_288, 31 * 4096 + 5, 32 * 8192, 300_001, 1 << 20, (1 << 20) + 20_000})
    void fixedUnitsAreMeasured(long size) {
        for (String plan : PLANS) {
            for (long block : new long[] {4096, 16_384, 32_768}) {
                Recipe recipe = Recipe.parse("dgen1:seed=5,size=" + size + ",block=" + block + "," + plan);
                byte[] bytes = new byte[Math.toIntExact(size)];
                new DataStream(Configs.of(recipe)).fill(0, bytes);
                for (Unit unit : recipe.predictedRatios().fixed()) {
                    assertMeasured(recipe, unit, bytes);
                }
            }
        }
    }

    private static void assertMeasured(Recipe recipe, Unit unit, byte[] bytes) {
        Set<ByteBuffer> different = new HashSet<>();
        long unique = 0;
        int step = Math.toIntExact(unit.unitBytes());
        for (int at = 0; at < bytes.length; at += step) {
            int length = Math.min(step, bytes.length - at);
            if (different.add(ByteBuffer.wrap(bytes, at, length))) {
                unique += length;
            }
        }
        String what = recipe + " at " + unit;
        if (unit.unitBytes() <= recipe.blockSizeBytes()) {
            assertThat(unit.accuracy()).as(what).isEqualTo(Accuracy.EXACT);
        }
        if (unit.accuracy() == Accuracy.EXACT) {
            assertThat(unit.uniqueBytes()).as(what).isEqualTo(unique);
        } else {
            assertThat(unit.uniqueBytes()).as(what).isGreaterThanOrEqualTo(unique);
        }
        assertThat(unit.ratio()).as(what).isEqualTo(bytes.length == 0 ? 1 : (double) bytes.length / unit.uniqueBytes());
    }

    @Test
    void thePlainPlanIsExactAtEveryUnit() {
        for (Unit unit : Recipe.parse("dgen1:seed=5,size=10GiB,dedup=2.5")
                .predictedRatios()
                .fixed()) {
            assertThat(unit.accuracy()).isEqualTo(Accuracy.EXACT);
        }
    }

    @Test
    void aNoteExplainsADifferentRatio() {
        PredictedRatios ratios =
                Recipe.parse("dgen1:seed=5,size=10GiB,dedup=copies(2@1)").predictedRatios();

        assertThat(ratios.fixed(128 << 10).note()).isNull();
        assertThat(ratios.fixed(4096).ratio()).isCloseTo(2, within(1e-4));
        assertThat(ratios.fixed(256 << 10).ratio()).isEqualTo(1);
        assertThat(ratios.fixed(256 << 10).accuracy()).isEqualTo(Accuracy.AT_LEAST);
        assertThat(ratios.fixed(256 << 10).note()).contains("the unit is larger than the block of 128KiB");
        assertThat(ratios.contentDefined(8 << 10).accuracy()).isEqualTo(Accuracy.ESTIMATE);
        assertThat(ratios.contentDefined(1 << 20).note()).contains("span two blocks");
    }

    @Test
    void aNoteReportsASmallStream() {
        Unit unit = Recipe.parse("dgen1:seed=5,size=256KiB,dedup=10")
                .predictedRatios()
                .fixed(4096);

        assertThat(unit.ratio()).isEqualTo(2);
        assertThat(unit.note()).isEqualTo("the stream has 2 blocks of 128KiB: too few for the requested ratio");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"compress=2,texture=run", "compress=8.01", "compress=1@0.9+20@0.1", "compress=1.01,texture=cells"
            })
    void aNoteReportsRepeatedSectors(String compression) {
        PredictedRatios ratios =
                Recipe.parse("dgen1:seed=5,size=1GiB,dedup=2," + compression).predictedRatios();

        assertThat(ratios.fixed(512).accuracy()).isEqualTo(Accuracy.AT_LEAST);
        assertThat(ratios.fixed(2048).note()).contains("units below 4KiB find more");
        assertThat(ratios.fixed(4096).accuracy()).isEqualTo(Accuracy.EXACT);
        assertThat(ratios.fixed(4096).note()).isNull();
    }

    @Test
    void sectorsOfTheDefaultTextureAreUniqueUpToEight() {
        PredictedRatios ratios =
                Recipe.parse("dgen1:seed=5,size=1GiB,dedup=2,compress=8").predictedRatios();

        assertThat(ratios.fixed(512).accuracy()).isEqualTo(Accuracy.EXACT);
        assertThat(ratios.combinedRatio()).isEqualTo(16);
        assertThat(ratios.compressRatio()).isEqualTo(8);
        assertThat(ratios.dedupRatio()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 256, 513, 5000, -4096, 2L << 30})
    void refusesAnOddUnit(long unit) {
        PredictedRatios ratios = Recipe.parse("dgen1:seed=5,size=1").predictedRatios();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ratios.fixed(unit))
                .withMessage("unit " + unit + ": expected a power of two from 512 to 1073741824 (1GiB) bytes");
    }

    @Test
    void refusesAnAverageOutOfRange() {
        PredictedRatios ratios = Recipe.parse("dgen1:seed=5,size=1").predictedRatios();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ratios.contentDefined(255))
                .withMessage("average chunk 255: expected 256 to 1073741824 bytes");
    }

    @Test
    void nothingOverflowsInTheLargestStream() {
        for (String plan : PLANS) {
            for (String block : List.of("4KiB", "32KiB")) {
                Recipe recipe = Recipe.parse("dgen1:seed=5,size=" + Long.MAX_VALUE + ",block=" + block + "," + plan);
                PredictedRatios ratios = recipe.predictedRatios();
                for (Unit unit : ratios.fixed()) {
                    assertThat(unit.ratio()).as(recipe + " " + unit).isBetween(1.0, 1.0001 * recipe.dedupRatio());
                }
                for (Unit unit : ratios.contentDefined()) {
                    assertThat(unit.ratio()).as(recipe + " " + unit).isBetween(1.0, 1.0001 * recipe.dedupRatio());
                }
            }
        }
    }

    /** Compares all plans with the arithmetic of docs/format.md, near the start of the stream and far from it. */
    @Test
    void plansMatchTheModel() {
        SplittableRandom random = new SplittableRandom(6);
        for (String plan : PLANS) {
            for (int i = 0; i < 100; i++) {
                long size = random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63);
                long block = 4096L << random.nextInt(4);
                Recipe recipe = Recipe.parse("dgen1:seed=" + random.nextInt(99) + ",stream=" + random.nextInt(99)
                        + ",size=" + size + ",block=" + block + "," + plan);
                long n = Model.logicalBlocks(recipe).longValueExact();
                for (int j = 0; j < 20 && n > 0; j++) {
                    long b = random.nextLong(n);
                    assertThat(recipe.plan().contentOffset(b * block))
                            .as("%s, block %d", recipe, b)
                            .isEqualTo(PlanModel.contentBlock(recipe, b) * block);
                }
            }
        }
    }

    /** The component of a page can be recognised by the bits of its literals and by its compressibility. */
    @ParameterizedTest
    @ValueSource(strings = {"dedup=1", "dedup=3", "dedup=copies(1@0.5+40@0.5)"})
    void drawnMixtureMatchesTheBlocks(String plan) {
        Recipe recipe = Recipe.parse("dgen1:seed=5,size=2MiB,block=4KiB," + plan + ",compress=1@0.5+1/4@0.3+1/6@0.2");
        byte[] bytes = new byte[Math.toIntExact(recipe.sizeBytes())];
        new DataStream(Configs.of(recipe)).fill(0, bytes);
        int[] blocks = new int[9];
        for (int at = 0; at < bytes.length; at += 4096) {
            int all = 0;
            for (int i = at; i < at + 4096; i++) {
                all |= bytes[i];
            }
            blocks[Integer.bitCount(all & 0xFF)]++;
        }

        Mixture drawn = recipe.predictedRatios().drawnMixture();

        assertThat(drawn.components()).hasSize(3);
        assertThat(drawn.components()).allSatisfy(p -> assertThat(p.weight()).isEqualTo(blocks[p.bits()] / 512.0));
    }

    @Test
    void drawnMixtureOfLongAndOfEmptyStreams() {
        Recipe huge = Recipe.parse("dgen1:seed=5,size=8191PiB,block=4KiB,dedup=1.5,compress=1@0.3+2@0.7");
        Recipe empty = Recipe.parse("dgen1:seed=5,size=0,compress=1@0.3+2@0.7");

        assertThat(huge.predictedRatios().drawnMixture().components().getFirst().weight())
                .isCloseTo(0.3, within(0.01));
        assertThat(empty.predictedRatios().drawnMixture())
                .isEqualTo(empty.compression().mixture());
        assertThat(Recipe.parse("dgen1:seed=5,size=7,compress=3/5")
                        .predictedRatios()
                        .drawnMixture())
                .isEqualTo(Mixture.parse("3/5"));
    }

    /** A deduplicator with units of whole blocks of the stream, and what is left at both ends. */
    @Test
    void rangesAreMeasured() {
        SplittableRandom random = new SplittableRandom(3);
        for (String plan : PLANS) {
            Recipe recipe = Recipe.parse("dgen1:seed=5,size=700001,block=4KiB," + plan);
            byte[] bytes = new byte[700_001];
            new DataStream(Configs.of(recipe)).fill(0, bytes);
            for (int i = 0; i < 50; i++) {
                int offset = i < 2 ? 0 : random.nextInt(bytes.length);
                int length = i == 0 ? bytes.length : random.nextInt(bytes.length - offset + 1);
                Set<ByteBuffer> different = new HashSet<>();
                int wholes = 0;
                for (int at = Math.ceilDiv(offset, 4096) * 4096; at + 4096 <= offset + length; at += 4096) {
                    different.add(ByteBuffer.wrap(bytes, at, 4096));
                    wholes++;
                }

                PredictedRatios.Range range = recipe.predictedRatios().range(offset, length);

                assertThat(range.accuracy()).isEqualTo(Accuracy.EXACT);
                assertThat(range.uniqueBytes())
                        .as("%s, %d bytes at %d", plan, length, offset)
                        .isEqualTo(4096L * different.size() + length - 4096L * wholes);
                assertThat(range.dedupRatio()).isEqualTo(length == 0 ? 1 : (double) length / range.uniqueBytes());
            }
            assertThat(recipe.predictedRatios().range(0, 700_001).uniqueBytes())
                    .isEqualTo(recipe.predictedRatios().fixed(4096).uniqueBytes());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            size=1000,compress=3                            | 0    | 1000     | 1
            size=2000,compress=3                            | 0    | 2000     | 1.465
            size=4096,compress=3                            | 0    | 4096     | 3
            size=4096,compress=3                            | 2048 | 2048     | 1
            size=4096,compress=3                            | 4096 | 0        | 3
            size=4096,compress=4,texture=cells              | 0    | 1536     | 3
            size=64MiB,compress=1@0.5+4@0.5,block=4KiB      | 0    | 67108864 | 1.6
            size=64MiB,compress=1@0.5+4@0.5,block=4KiB      | 1024 | 33554432 | 1.6
            """)
    void compressRatioOfARange(String keys, long offset, long length, double ratio) {
        PredictedRatios ratios = Recipe.parse("dgen1:seed=5," + keys).predictedRatios();

        assertThat(ratios.range(offset, length).compressRatio()).isCloseTo(ratio, within(0.01 * ratio));
    }

    @Test
    void rangeOutsideOfTheStream() {
        PredictedRatios ratios = Recipe.parse("dgen1:seed=5,size=10").predictedRatios();

        assertThatThrownBy(() -> ratios.range(5, 6)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> ratios.range(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
