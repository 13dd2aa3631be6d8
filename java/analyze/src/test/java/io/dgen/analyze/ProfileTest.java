package io.dgen.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dgen.analyze.Profile.CopiesShare;
import io.dgen.analyze.Profile.Plan;
import io.dgen.analyze.Profile.RatioWeight;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From an analysis to a file and back, and to what is to be made. */
final class ProfileTest {
    private static final Codec LZ4 = Codec.parse("lz4");
    private static final Codec ZSTD = Codec.parse("zstd-3");

    private static Analyzer.Builder builder() {
        return Analyzer.builder()
                .memoryBytes(64 << 20)
                .contentDefinedAverages(List.of())
                .fixedUnits(List.of(4096L, 16384L, 65536L))
                .blockSizes(List.of(4096L, 16384L, 65536L))
                .compressors(List.of(LZ4, ZSTD));
    }

    /** Blocks of 16 KiB: noise, words and zeros, some of them more than once. */
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

    private static double harmonicMean(List<RatioWeight> mixture) {
        return 1 / mixture.stream().mapToDouble(w -> w.weight() / w.ratio()).sum();
    }

    private static double mean(List<CopiesShare> copies) {
        return copies.stream().mapToDouble(c -> c.copies() * c.share()).sum();
    }

    private static void checkPlan(Plan plan, Profile profile, Codec codec, double dedupTolerance) {
        assertThat(plan.blockSizeBytes()).isEqualTo(profile.unitBytes());
        assertThat(plan.mixture()).hasSizeBetween(1, 64);
        assertThat(plan.mixture().stream().mapToDouble(RatioWeight::weight).sum())
                .isCloseTo(1, within(1e-9));
        assertThat(plan.mixture()).allSatisfy(w -> {
            assertThat(w.ratio()).isBetween(1.0, 64.0);
            assertThat(w.ratio() * 100).isCloseTo(Math.rint(w.ratio() * 100), within(1e-9));
            assertThat(w.weight()).isPositive().isLessThanOrEqualTo(1 + 1e-12);
        });
        assertThat(harmonicMean(plan.mixture()))
                .isCloseTo(profile.compression().get(codec.toString()).ratio(), within(1e-6));
        assertThat(plan.copies()).hasSizeBetween(1, 64);
        assertThat(plan.copies().stream().map(CopiesShare::copies)).doesNotHaveDuplicates();
        assertThat(plan.copies()).allSatisfy(c -> {
            assertThat(c.copies()).isPositive();
            assertThat(c.share()).isPositive().isLessThanOrEqualTo(1 + 1e-12);
        });
        assertThat(plan.copies().stream().mapToDouble(CopiesShare::share).sum()).isCloseTo(1, within(1e-9));
        assertThat(mean(plan.copies())).isCloseTo(profile.dedupRatio(), within(dedupTolerance));
    }

    @Test
    void unitIsTheLargestThatSeesNearlyAll() {
        Analysis analysis = TestData.analyze(builder(), data());

        Profile profile = Profile.of(analysis);

        assertThat(profile.unitBytes()).isEqualTo(16384);
        assertThat(profile.dedupRatio())
                .isEqualTo(analysis.fixed(16384).ratio())
                .isGreaterThan(1.3);
        assertThat(profile.zeroChunks()).isEqualTo(91);
        assertThat(profile.dedupExact()).isTrue();
        assertThat(analysis.fixed(65536).ratio()).isLessThan(1.2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1000, 10_000, 1_000_000, 100})
    void planHasTheProfilesRatios(long blocks) {
        Profile profile = Profile.of(TestData.analyze(builder(), data()));

        checkPlan(profile.plan(blocks, ZSTD), profile, ZSTD, 1e-6);
        checkPlan(profile.plan(blocks, LZ4), profile, LZ4, 1e-6);
    }

    @Test
    void overallRatioIsThatOfTheCompressor() {
        Analysis analysis = TestData.analyze(builder(), data());

        Profile profile = Profile.of(analysis);

        assertThat(profile.compression().get("lz4").ratio())
                .isCloseTo(analysis.compression(LZ4, 16384).ratio(), within(0.01));
        assertThat(profile.compression().get("zstd-3").ratio())
                .isCloseTo(analysis.compression(ZSTD, 16384).ratio(), within(0.01));
    }

    /** Zeros compress more than any generator can: the mixture still has a ratio it can make. */
    @Test
    void zerosOnly() {
        Profile profile = Profile.of(TestData.analyze(builder(), new byte[100 * 65536]), 65536);

        assertThat(profile.compression().get("zstd-3").ratio()).isEqualTo(64);
        assertThat(profile.plan(1000, ZSTD).mixture()).containsExactly(new RatioWeight(64, 1));
        assertThat(profile.dedupRatio()).isEqualTo(100);
        assertThat(mean(profile.plan(1000, ZSTD).copies())).isCloseTo(100, within(1e-6));
    }

    @Test
    void incompressibleAndUnique() {
        Profile profile = Profile.of(TestData.analyze(builder(), TestData.random(1, 4 << 20)));

        assertThat(profile.unitBytes()).isEqualTo(65536);
        assertThat(profile.plan(1000, LZ4).mixture()).containsExactly(new RatioWeight(1, 1));
        assertThat(profile.plan(1000, LZ4).copies()).containsExactly(new CopiesShare(1, 1));
    }

    @Test
    void jsonIsReadBack() {
        Profile profile = Profile.of(TestData.analyze(builder(), data()));

        assertThat(profile.toJson()).contains("\"profile\" : 1");
        assertThat(Profile.parse(profile.toJson())).isEqualTo(profile);
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
            "weight" :                   | "weight" : 7, "x" :             | weight 7: expected a number, above 0 to 1
            {                            | [                               | profile: expected a JSON object
            """)
    void brokenProfiles(String what, String instead, String message) {
        String json = Profile.of(TestData.analyze(builder(), data())).toJson();
        assertThat(json).contains(what);

        assertThatThrownBy(() -> Profile.parse(json.replaceFirst(
                        java.util.regex.Pattern.quote(what), java.util.regex.Matcher.quoteReplacement(instead))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void weightsThatDoNotSumUp() {
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
    void whatIsMissingIsNamed() {
        byte[] bytes = Arrays.copyOf(data(), 100_000);
        Analysis noZstd = TestData.analyze(builder().compressors(List.of(LZ4)), bytes);
        Analysis empty = TestData.analyze(builder(), new byte[0]);
        Analyzer noUnits = builder().fixedUnits(List.of(512L)).build();

        assertThatThrownBy(() -> Profile.of(noZstd)).hasMessageContaining("compressed with lz4 and zstd-3");
        assertThatThrownBy(() -> Profile.of(empty)).hasMessageContaining("profile of 0 bytes");
        assertThatThrownBy(() -> Profile.of(TestData.analyze(builder(), bytes), 512))
                .hasMessageContaining("profile unit 512: expected 4096 to 4194304");
        assertThatThrownBy(() -> Profile.check(noUnits, null)).hasMessageContaining("expected one size from 4096");
        assertThatThrownBy(() -> Profile.check(noUnits, 8192L)).hasMessageContaining("profile unit 8192");
        assertThatThrownBy(() -> Profile.of(TestData.analyze(builder(), bytes)).plan(0, ZSTD))
                .hasMessageContaining("blocks 0: expected 1 or more");
        assertThatThrownBy(() -> Profile.of(TestData.analyze(builder(), bytes)).plan(1, Codec.parse("gzip")))
                .hasMessageContaining("compressor gzip-6: expected one of the profile");
    }
}
