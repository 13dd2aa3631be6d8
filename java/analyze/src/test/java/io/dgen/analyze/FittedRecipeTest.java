// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.dgen.DataGenerator;
import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Analyses data, generates data from its profile and analyses that: the ratios are the same. */
final class FittedRecipeTest {
    private static final int UNIT = 16384;

    private static final long SIZE = 32 << 20;

    private static Stream<Arguments> inputs() {
        return Stream.of(
                Arguments.of("prose", TestData.prose(1, 8 << 20)),
                Arguments.of("records", TestData.records(2, 8 << 20)),
                Arguments.of("random", TestData.random(3, 8 << 20)),
                Arguments.of("copies", copies()),
                Arguments.of("half zeros", TestData.concat(TestData.prose(4, 5 << 20), new byte[5 << 20])),
                Arguments.of("everything", all()));
    }

    /** Returns blocks that occur once, twice and about thirty times. */
    private static byte[] copies() {
        SplittableRandom random = new SplittableRandom(5);
        byte[][] blocks = new byte[700][];
        for (int i = 0; i < blocks.length; i++) {
            int number = i % 4 == 0 ? random.nextInt(6) : i % 3 == 0 ? i / 6 : 1000 + i;
            blocks[i] = number % 2 == 0 ? TestData.prose(number, UNIT) : TestData.records(number, UNIT);
        }
        return TestData.concat(blocks);
    }

    /** Returns a concatenation of parts with lengths that are not multiples of the block size. */
    private static byte[] all() {
        return Arrays.copyOf(
                TestData.concat(
                        copies(),
                        TestData.random(6, 3_000_000),
                        TestData.words(7, 2_000_000),
                        TestData.prose(8, 3_000_000),
                        new byte[2_000_000],
                        copies()),
                30_000_000);
    }

    private static Profile profile(InputStream in) {
        try {
            return Profile.of(
                    Analyzer.builder()
                            .memoryBytes(64 << 20)
                            .contentDefinedAverages(List.of())
                            .fixedUnits(List.of((long) UNIT))
                            .blockSizes(List.of((long) UNIT))
                            .compressors(Profile.CODECS)
                            .build()
                            .analyze(Channels.newChannel(in), (_, _) -> {}),
                    UNIT);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Profile generated(Recipe recipe) {
        return profile(new DataGenerator(GeneratorConfig.of(recipe)).asInputStream());
    }

    private static double ratio(Profile profile, String codec) {
        return profile.compression().get(codec).ratio();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void generatedDataHasTheSameRatios(String name, byte[] bytes) {
        Profile wanted = profile(new ByteArrayInputStream(bytes));

        for (int seed = 1; seed <= 2; seed++) {
            FittedRecipe fitted = wanted.fit(seed, 5, SIZE);
            Profile found = generated(fitted.recipe());

            // The requirement is 3 %. The prediction is more exact, and includes ratios that cannot be reached.
            assertThat(found.dedupRatio()).isCloseTo(wanted.dedupRatio(), withinPercentage(0.5));
            assertThat(found.dedupRatio()).isCloseTo(fitted.dedupRatio(), withinPercentage(0.001));
            for (String codec : List.of("lz4", "zstd-3")) {
                assertThat(ratio(found, codec)).as(codec).isCloseTo(ratio(wanted, codec), withinPercentage(1.5));
                assertThat(ratio(found, codec))
                        .as(codec)
                        .isCloseTo(fitted.compressionRatios().get(codec), withinPercentage(0.5));
            }
        }
    }

    /** The distributions of copies and of ratios are similar to those of the profile. */
    @Test
    void hasTheSameDistributions() {
        Profile wanted = profile(new ByteArrayInputStream(copies()));

        Profile found = generated(wanted.fit(1, 0, SIZE).recipe());

        assertThat(found.copies().getFirst().from()).isEqualTo(1);
        assertThat(shareOfOnce(found)).isCloseTo(shareOfOnce(wanted), withinPercentage(2));
        // Half of the blocks compress like prose, the other half like records.
        assertThat(quantile(found, 0.25)).isCloseTo(quantile(wanted, 0.25), withinPercentage(6));
        assertThat(quantile(found, 0.75)).isCloseTo(quantile(wanted, 0.75), withinPercentage(6));
    }

    private static double shareOfOnce(Profile profile) {
        return profile.copies().getFirst().contents()
                / profile.copies().stream().mapToDouble(CopiesClass::contents).sum();
    }

    private static double quantile(Profile profile, double share) {
        double upTo = 0;
        for (Compressibility.RatioWeight w : profile.compression().get("lz4").mixture()) {
            upTo += w.weight();
            if (upTo >= share) {
                return w.ratio();
            }
        }
        throw new AssertionError(upTo);
    }
}
