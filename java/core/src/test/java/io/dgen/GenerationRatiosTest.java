// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.dgen.PredictedRatios.Accuracy;
import io.dgen.PredictedRatios.Unit;
import io.dgen.testing.Configs;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Ratios of several generations that are kept together. */
class GenerationRatiosTest {
    private static final int SIZE = 1_300_001;

    private static final List<String> PLANS = List.of(
            "dedup=1",
            "dedup=2.5",
            "dedup=2.5,window=64KiB",
            "dedup=copies(1@0.5+10@0.5)",
            "dedup=3,hot=10%@50%,compress=2",
            "dedup=1000");

    /** The bytes of different units in the data of generations. */
    private static long uniqueBytes(Recipe recipe, int generations, int unit, int shift) {
        Set<ByteBuffer> units = new HashSet<>();
        long unique = 0;
        for (int g = 0; g < generations; g++) {
            byte[] data = new byte[SIZE];
            new DataStream(Configs.of(recipe.withGeneration(recipe.generation().number() + g))).fill(0, data);
            for (int at = 0; at < SIZE; ) {
                int end = Math.min(SIZE, at + unit - (at + shift) % unit);
                if (units.add(ByteBuffer.wrap(Arrays.copyOfRange(data, at, end)))) {
                    unique += end - at;
                }
                at = end;
            }
        }
        return unique;
    }

    @ParameterizedTest
    @FieldSource("PLANS")
    void fixedUnitsAreThoseOfTheData(String plan) {
        for (String generation :
                List.of("generation=0,change=5%", "generation=7,change=33%", "generation=3,change=100%")) {
            Recipe recipe = Recipe.parse("dgen1:seed=9,size=" + SIZE + ",block=16KiB," + plan + "," + generation);
            PredictedRatios ratios = recipe.predictedRatios(4);
            for (int unit : new int[] {4096, 16 << 10, 64 << 10}) {
                Unit found = ratios.fixed(unit);
                long expected = uniqueBytes(recipe, 4, unit, 0);
                String what = recipe + ", " + unit;
                assertThat(found.uniqueBytes()).as(what).isEqualTo(expected);
                assertThat(found.ratio()).as(what).isEqualTo(4.0 * SIZE / expected);
                assertThat(found.accuracy()).as(what).isEqualTo(Accuracy.EXACT);
            }
            assertThat(ratios.fixed(16 << 10, 4096).uniqueBytes()).isEqualTo(uniqueBytes(recipe, 4, 16 << 10, 4096));
        }
    }

    @Test
    void oneGenerationHasTheRatiosOfTheStream() {
        Recipe recipe = Recipe.parse("dgen1:seed=9,size=64MiB,dedup=2,hot=5%@50%,compress=2,generation=4,change=5%");

        assertThat(recipe.predictedRatios().fixed())
                .isEqualTo(recipe.predictedRatios(1).fixed());
        assertThat(recipe.predictedRatios().contentDefined())
                .isEqualTo(Recipe.parse("dgen1:seed=9,size=64MiB,dedup=2,hot=5%@50%,compress=2")
                        .predictedRatios()
                        .contentDefined());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1.904762", "5, 4.166667", "1000, 19.627085"})
    void theRequestedRatioIsThatOfAllGenerations(int generations, double ratio) {
        Recipe recipe = Recipe.parse("dgen1:seed=9,size=1GiB,block=4KiB,change=5%");

        PredictedRatios ratios = recipe.predictedRatios(generations);
        assertThat(ratios.dedupRatio()).isCloseTo(ratio, within(1e-6));
        assertThat(ratios.fixed(4096).ratio()).isCloseTo(ratio, within(0.001 * ratio));
        assertThat(ratios.fixed(4096).note()).isNull();
    }

    @Test
    void chunkersFindLessThanTheBlocksBecauseChunksSpanChangedBlocks() {
        Recipe recipe = Recipe.parse("dgen1:seed=9,size=256MiB,block=128KiB,change=5%");
        PredictedRatios ratios = recipe.predictedRatios(5);

        double fine = ratios.contentDefined(8 << 10).ratio();
        double coarse = ratios.contentDefined(Chunker.BORG).ratio();
        assertThat(fine).isBetween(3.9, 4.166);
        assertThat(coarse).isBetween(1.2, 1.5);
        assertThat(ratios.on(StorageSystem.of(Preset.BORG), 0).dedup().ratio()).isEqualTo(coarse);
    }

    @Test
    void aWholeFileIsNewInEachGenerationThatDiffers() {
        StorageSystem squashfs = StorageSystem.of(Preset.SQUASHFS);
        Recipe often = Recipe.parse("dgen1:seed=9,size=1MiB,block=4KiB,change=5%");
        Recipe rarely = Recipe.parse("dgen1:seed=9,size=1MiB,block=4KiB,change=0.1%"); // 0.256 contents

        assertThat(often.predictedRatios(10).on(squashfs, 0).dedup().ratio()).isEqualTo(1);
        assertThat(rarely.predictedRatios(9).on(squashfs, 0).dedup().ratio()).isEqualTo(3);
    }

    @Test
    void refusesGenerationsThatDoNotExist() {
        Recipe none = Recipe.parse("dgen1:seed=9,size=1MiB");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> none.predictedRatios(2))
                .withMessageStartingWith("generations 2: expected 1 for a recipe without a change");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> none.predictedRatios(0))
                .withMessage("generations 0: expected 1 to 1000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipe.parse("dgen1:seed=9,size=1MiB,generation=2147483647,change=1%")
                        .predictedRatios(2))
                .withMessage("generation 2147483648: expected 0 to 2147483647");
    }
}
