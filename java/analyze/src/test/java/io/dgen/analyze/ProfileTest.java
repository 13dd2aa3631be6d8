// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.dgen.CompressFor;
import io.dgen.Compressor;
import io.dgen.Dedup;
import io.dgen.Mixture;
import io.dgen.Reach;
import io.dgen.Recipe;
import io.dgen.analyze.Compressibility.RatioWeight;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Converts an analysis to a profile, to JSON and back, and to a recipe. */
final class ProfileTest {
    private static final Codec LZ4 = Codec.parse("lz4");
    private static final Codec ZSTD = Codec.parse("zstd-3");
    private static final Analysis ANALYSIS = TestData.analyze(builder(), data());
    private static final Profile PROFILE = Profile.of(ANALYSIS);

    private static Analyzer.Builder builder() {
        return Analyzer.builder()
                .memoryBytes(64 << 20)
                .contentDefinedAverages(List.of())
                .fixedUnits(List.of(4096L, 16384L, 65536L))
                .blockSizes(List.of(4096L, 16384L, 65536L))
                .compressors(List.of(LZ4, ZSTD));
    }

    /** Returns blocks of 16 KiB: random bytes, words and zeros, some of them more than once. */
    private static byte[] data() {
        byte[][] blocks = new byte[1000][];
        for (int i = 0; i < blocks.length; i++) {
            int content = i % 10 == 0 ? 1 : i % 3 == 0 ? i % 300 : 5000 + i;
            blocks[i] = i % 11 == 5
                    ? new byte[16384]
                    : content % 2 == 0 ? TestData.words(content, 16384) : TestData.random(content, 16384);
        }
        return TestData.concat(blocks);
    }

    private static void checkRecipe(FittedRecipe fitted, Profile profile) {
        assertThat(fitted.recipe().blockSizeBytes()).isEqualTo(profile.unitBytes());
        assertThat(fitted.recipe().compression().target())
                .isEqualTo(CompressFor.of(Compressor.LZ4, profile.unitBytes()));
        assertThat(Recipe.parse(fitted.recipe().toString())).isEqualTo(fitted.recipe());
        assertThat(fitted.compressionRatios()).hasSize(2);
        fitted.compressionRatios()
                .forEach((codec, ratio) -> assertThat(ratio)
                        .as(codec)
                        .isCloseTo(profile.compression().get(codec).ratio(), withinPercentage(1)));
    }

    @Test
    void unitIsTheLargestWithNearlyAllDuplicates() {
        assertThat(PROFILE.unitBytes()).isEqualTo(16384);
        assertThat(PROFILE.dedupRatio())
                .isEqualTo(ANALYSIS.fixed(16384).ratio())
                .isGreaterThan(1.3);
        assertThat(PROFILE.zeroChunks()).isEqualTo(91);
        assertThat(PROFILE.isDedupExact()).isTrue();
        assertThat(ANALYSIS.fixed(65536).ratio()).isLessThan(1.2);
    }

    /** Half of the units are duplicates; one page more repeats on its own. */
    @Test
    void fewDuplicatesOfPagesDoNotDetermineTheUnit() {
        byte[] units = TestData.blocks(
                65536, IntStream.range(0, 64).map(i -> i % 32 + 1).toArray());
        System.arraycopy(units, 0, units, 40 * 65536, 4096);
        Analysis analysis = TestData.analyze(builder(), units);

        Profile profile = Profile.of(analysis);

        assertThat(analysis.fixed(65536).ratio() / analysis.fixed(4096).ratio()).isBetween(0.96, 0.98);
        assertThat(profile.unitBytes()).isEqualTo(65536);
    }

    /** Prose refers to words that are farther away than a page. */
    @Test
    void ratiosOfSmallerBlocksAreThoseOfTheProfile() {
        Profile profile = Profile.of(TestData.analyze(builder(), TestData.prose(1, 4 << 20)));

        FittedRecipe fitted = profile.fit(1, 0, 8 << 20);

        checkRecipe(fitted, profile);
        assertThat(profile.differences(fitted.recipe()))
                .allSatisfy(d -> assertThat(d.change()).isBetween(-0.1, 0.1))
                .extracting(d -> d.codec() + "@" + d.blockBytes())
                .containsExactly("lz4@4096", "lz4@16384", "zstd-3@4096", "zstd-3@16384");
        assertThat(fitted.recipe().compression().reach().entries())
                .extracting(Reach.Entry::groupBytes)
                .containsExactly(16384L, 65536L);
    }

    @Test
    void withoutRatiosOfSmallerBlocksThereIsNoReach() {
        Profile profile = Profile.of(TestData.analyze(builder(), TestData.prose(1, 4 << 20)));
        Profile old = Profile.parse(profile.toJson().replace("\"ratios\"", "\"other\""));

        Recipe recipe = old.fit(1, 0, 8 << 20).recipe();

        assertThat(recipe.compression().reach()).isEqualTo(Reach.NONE);
        assertThat(profile.differences(recipe).getFirst().change()).isGreaterThan(0.1);
    }

    @Test
    void differencesWithoutLargerBlocksThanTheData() {
        assertThat(PROFILE.differences(PROFILE.fit(1, 0, 20_000).recipe()))
                .extracting(RatioDifference::blockBytes)
                .containsOnly(4096L);
        assertThat(PROFILE.differences(PROFILE.fit(1, 0, 0).recipe())).isEmpty();
    }

    @Test
    void profilesWithoutRatiosAreRead() {
        Profile profile = Profile.parse(
                impossible().toJson().replace("\"ratios\"", "\"other\"").replace("\"dedup\"", "\"others\""));

        assertThat(profile.ratios()).isEmpty();
        assertThat(profile.dedup()).isEmpty();
        assertThat(profile.differences(profile.fit(1, 0, 65536).recipe())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1000, 10_000, 1_000_000, 100})
    void recipeHasTheRatiosOfTheProfile(long blocks) {
        FittedRecipe fitted = PROFILE.fit(3, 4, blocks * 16384);

        checkRecipe(fitted, PROFILE);
        long unique = Math.round(blocks / PROFILE.dedupRatio());
        assertThat(fitted.recipe().contentBlocks()).isEqualTo(unique);
        assertThat(fitted.dedupRatio()).isEqualTo((double) blocks / unique);
        assertThat(fitted.recipe().seed()).isEqualTo(3);
        assertThat(fitted.recipe().streamId()).isEqualTo(4);
        assertThat(PROFILE.fit(3, 4, blocks * 16384)).isEqualTo(fitted);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 16384, 3 * 16384 + 5})
    void recipesOfTinyStreams(long size) {
        FittedRecipe fitted = PROFILE.fit(1, 0, size);

        assertThat(fitted.recipe().sizeBytes()).isEqualTo(size);
        assertThat(fitted.dedupRatio()).isBetween(1.0, 2.0);
    }

    @Test
    void overallRatioIsThatOfTheCompressor() {
        assertThat(PROFILE.compression().get("lz4").ratio())
                .isCloseTo(ANALYSIS.compression(LZ4, 16384).ratio(), within(0.01));
        assertThat(PROFILE.compression().get("zstd-3").ratio())
                .isCloseTo(ANALYSIS.compression(ZSTD, 16384).ratio(), within(0.01));
    }

    /** Zeros compress better than generated data can: the ratio is limited to the largest possible one. */
    @Test
    void zerosOnly() {
        Profile profile = Profile.of(TestData.analyze(builder(), new byte[100 * 65536]), 65536);

        assertThat(profile.compression().get("zstd-3").ratio()).isEqualTo(64);
        assertThat(profile.dedupRatio()).isEqualTo(100);
        FittedRecipe fitted = profile.fit(1, 0, 1000 * 65536);
        assertThat(fitted.recipe().dedup()).isEqualTo(Dedup.of(100));
        assertThat(fitted.compressionRatios().get("lz4")).isCloseTo(64, withinPercentage(1));
    }

    @Test
    void incompressibleAndUnique() {
        Profile profile = Profile.of(TestData.analyze(builder(), TestData.random(1, 4 << 20)));

        assertThat(profile.unitBytes()).isEqualTo(65536);
        Recipe recipe = profile.fit(1, 0, 64 << 20).recipe();
        assertThat(recipe.compression().mixture()).isEqualTo(Mixture.NONE);
        assertThat(recipe.dedup()).isEqualTo(Dedup.NONE);
    }

    @Test
    void ratiosThatCannotBeReachedArePredicted() {
        FittedRecipe fitted = impossible().fit(1, 0, 3 * 65536);

        assertThat(fitted.compressionRatios().get("lz4")).isCloseTo(2, withinPercentage(1));
        assertThat(fitted.compressionRatios().get("zstd-3")).isBetween(3.5, 4.0);
        assertThat(fitted.recipe().compression().mixture().components())
                .allSatisfy(component -> assertThat(component.bits()).isEqualTo(4));
        assertThat(fitted.dedupRatio()).isEqualTo(3);
    }

    /** The zstd ratio is higher, relative to the LZ4 ratio, than literals with four random bits allow. */
    private static Profile impossible() {
        return new Profile(
                65536,
                1 << 30,
                1 << 14,
                0,
                4,
                true,
                List.of(new CopiesClass(4, 4096, 1 << 14)),
                Map.of(
                        "lz4",
                        new Compressibility(2, List.of(new RatioWeight(2, 1))),
                        "zstd-3",
                        new Compressibility(9, List.of(new RatioWeight(9, 1)))),
                List.of(new BlockRatio(LZ4, 4096, 1.5)),
                List.of(new ChunkRatio(false, 65536, 4), new ChunkRatio(true, 8192, 5)));
    }

    @Test
    void jsonHasAllFieldsInOrder() {
        assertThat(impossible().toJson()).isEqualTo("""
                {
                  "profile" : 1,
                  "unitBytes" : 65536,
                  "bytes" : 1073741824,
                  "chunks" : 16384,
                  "zeroChunks" : 0,
                  "dedupRatio" : 4.0,
                  "dedupExact" : true,
                  "copies" : [ {
                    "from" : 4,
                    "contents" : 4096.0,
                    "chunks" : 16384.0
                  } ],
                  "compression" : {
                    "lz4" : {
                      "ratio" : 2.0,
                      "mixture" : [ {
                        "ratio" : 2.0,
                        "weight" : 1.0
                      } ]
                    },
                    "zstd-3" : {
                      "ratio" : 9.0,
                      "mixture" : [ {
                        "ratio" : 9.0,
                        "weight" : 1.0
                      } ]
                    }
                  },
                  "ratios" : [ {
                    "codec" : "lz4",
                    "blockBytes" : 4096,
                    "ratio" : 1.5
                  } ],
                  "dedup" : [ {
                    "contentDefined" : false,
                    "chunkBytes" : 65536,
                    "ratio" : 4.0
                  }, {
                    "contentDefined" : true,
                    "chunkBytes" : 8192,
                    "ratio" : 5.0
                  } ]
                }
                """);
    }

    @Test
    void jsonIsReadBack() {
        assertThat(Profile.parse(PROFILE.toJson())).isEqualTo(PROFILE);
    }

    /** Fixed units do not find a second copy that is shifted by 100 bytes; content-defined chunks do. */
    @Test
    void shiftedDuplicatesAreReported() {
        byte[] once = TestData.random(1, 1 << 20);
        byte[] data = Arrays.copyOf(once, 2 * once.length + 100);
        System.arraycopy(once, 0, data, once.length + 100, once.length);
        Profile profile = Profile.of(TestData.analyze(builder().contentDefinedAverages(List.of(8192L, 65536L)), data));

        List<DedupDifference> differences =
                profile.dedupDifferences(profile.fit(1, 0, 8 << 20).recipe());

        assertThat(differences).allSatisfy(d -> {
            assertThat(d.reached()).isCloseTo(1, withinPercentage(1));
            assertThat(d.wanted()).isBetween(d.isContentDefined() ? 1.5 : 1.0, d.isContentDefined() ? 2.0 : 1.01);
            assertThat(d.change()).isCloseTo(d.reached() / d.wanted() - 1, within(1e-9));
        });
        assertThat(differences)
                .filteredOn(DedupDifference::isContentDefined)
                .extracting(DedupDifference::chunkBytes)
                .containsExactly(8192L, 65536L);
        assertThat(profile.dedupDifferences(profile.fit(1, 0, 20_000).recipe()))
                .extracting(DedupDifference::chunkBytes)
                .allSatisfy(bytes -> assertThat(bytes).isLessThanOrEqualTo(20_000L));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "profile" : 1                | "profile" : 2                   | profile version 2: expected "profile": 1
            "profile" : 1                | "colour" : 1                    | profile version null: expected "profile": 1
            "unitBytes" : 16384          | "unitBytes" : 16000             | unitBytes 16000: expected a power of two
            "unitBytes" : 16384          | "unitBytes" : 512               | unitBytes 512: expected a number, 4096 to 4194304
            "unitBytes" : 16384          | "unitBytes" : "x"               | unitBytes x: expected a number, 4096 to 4194304
            "zeroChunks" : 91            | "zeroChunks" : 9100             | zeroChunks 9100: expected a number, 0 to 1000
            "dedupExact" : true          | "dedupExact" : 1                | dedupExact 1: expected true or false
            "copies" : [                 | "copies" : 7, "x" : [           | copies 7: expected a list
            "lz4" :                      | "lz5" :                         | compression.lz4 null: expected an object
            "weight" :                   | "weight" : 7, "x" :             | profile: compression.lz4.mixture.weight 7: expected a number, above 0 to 1
            "contents" :                 | "contents" : 0, "x" :           | profile: copies.contents 0: expected a number, above 0 to 4611686018427387904
            "codec" : "lz4"              | "codec" : "lz5"                 | profile: ratios.codec lz5: expected a compressor
            "contentDefined" : false     | "contentDefined" : 0            | profile: dedup.contentDefined 0: expected true or false
            "chunkBytes" : 16384         | "chunkBytes" : 16000            | profile: dedup.chunkBytes 16000: expected a power of two
            "chunkBytes" : 16384         | "chunkBytes" : 8388608          | profile: dedup.chunkBytes 8388608: expected a number, 512 to 4194304
            "codec" : "lz4"              | "codec" : 4                     | profile: ratios.codec 4: expected a compressor
            "mixture" : [                | "mixture" : [ ], "x" : [        | profile: compression.lz4.mixture a list of 0: expected 1 to 64 entries
            {                            | [                               | profile: expected a JSON object
            """)
    void brokenProfiles(String original, String replacement, String message) {
        String json = PROFILE.toJson();
        assertThat(json).contains(original);

        assertThatThrownBy(() -> Profile.parse(
                        json.replaceFirst(Pattern.quote(original), Matcher.quoteReplacement(replacement))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void weightsMustSumUpToOne() {
        String json = "{\"profile\":1,\"unitBytes\":4096,\"bytes\":1,\"chunks\":1,\"zeroChunks\":0,\"dedupRatio\":1,"
                + "\"dedupExact\":true,\"copies\":[],\"compression\":{\"lz4\":{\"ratio\":1,\"mixture\":[{\"ratio\":1,"
                + "\"weight\":0.5}]}}}";

        assertThatThrownBy(() -> Profile.parse(json))
                .hasMessage("profile: compression.lz4.mixture weights with the sum 0.5: expected 1");
        assertThatThrownBy(() -> Profile.parse("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Profile.parse("null")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Profile.parse("[1]")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void messagesNameWhatIsMissing() {
        byte[] bytes = Arrays.copyOf(data(), 100_000);
        Analysis noZstd = TestData.analyze(builder().compressors(List.of(LZ4)), bytes);
        Analysis empty = TestData.analyze(builder(), new byte[0]);
        Analyzer noUnits = builder().fixedUnits(List.of(512L)).build();

        assertThatThrownBy(() -> Profile.of(noZstd)).hasMessageContaining("compressed with lz4 and zstd-3");
        assertThatThrownBy(() -> Profile.of(empty)).hasMessageContaining("profile of 0 bytes");
        assertThatThrownBy(() -> Profile.of(TestData.analyze(builder(), bytes), 512))
                .hasMessageContaining("profile unit 512: expected 4096 to 4194304");
        assertThatThrownBy(() -> Profile.check(noUnits)).hasMessageContaining("expected one size from 4096");
        assertThatThrownBy(() -> Profile.check(noUnits, 8192L)).hasMessageContaining("profile unit 8192");
        assertThatThrownBy(() -> Profile.of(TestData.analyze(builder(), bytes)).fit(1, 0, -1))
                .hasMessageContaining("size -1: expected 0 to");
    }
}
