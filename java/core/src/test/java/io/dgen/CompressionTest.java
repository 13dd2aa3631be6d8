// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.dgen.internal.text.EnumNames;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompressionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 1",
                "64 | 64",
                "1.01 | 1.01",
                "1@0.3+2@0.5+8@0.2 | 1.7391304347826086",
                "1@0.5+3@0.5 | 1.5",
                "3/6 | 3",
                "1/4@0.25+1@0.25+3/5@0.5 | 1.5",
                "1@0.333333+2@0.333333+4@0.333333 | 1.7142857142857142"
            })
    void theMeanOfAMixtureIsHarmonic(String text, double ratio) {
        assertThat(Mixture.parse(text).ratio()).isCloseTo(ratio, within(1e-15));
        assertThat(Mixture.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | compress ratio '': expected 1 to 64 in steps of 0.01",
                "0.99 | compress ratio '0.99': expected 1 to 64 in steps of 0.01",
                "0.99999999999999999999 | compress ratio '0.99999999999999999999': expected 1 to 64",
                "64.01 | compress ratio '64.01': expected 1 to 64 in steps of 0.01",
                "2.505 | compress ratio '2.505': expected 1 to 64 in steps of 0.01",
                "NaN | compress ratio 'NaN': expected",
                "2:1 | compress ratio '2:1': expected",
                "3/ | compress ratio '3/': expected 1 to 64 in steps of 0.01, optionally followed by /4 to /8",
                "3/6/6 | compress ratio '3/6/6': expected",
                "3/3 | bits 3 of compress ratio 3: expected 4 to 8",
                "3/9 | bits 9 of compress ratio 3: expected 4 to 8",
                "3/99999999999 | compress ratio '3/99999999999': expected",
                "3/6@0.5+3/6@0.5 | 3/6 is a duplicate",
                "2+3 | compress '2+3': expected a ratio, such as 3, or ratios at weights, such as",
                "2@0.5+ | found ''",
                "2@x+3@0.5 | weight of compress ratio '2' 'x': expected",
                "65@0.5+3@0.5 | compress ratio '65': expected",
                "2@0+3@1 | weight 0 of compress ratio 2: expected a number above 0, at most 1",
                "2@1.5 | weight 1.5 of compress ratio 2: expected a number above 0, at most 1",
                "2@0.5+3@0.4 | compress '2@0.5+3@0.4': expected a sum of 1, to within 0.000001; it is 0.9",
                "3@0.5+3.0@0.5 | compress '3@0.5+3@0.5': 3 is a duplicate"
            })
    void refusesABadMixture(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mixture.parse(text))
                .withMessageContaining(message);
    }

    @Test
    void eightBitsAreTheDefaultAndComponentsAreSorted() {
        assertThat(Mixture.parse("3/8")).isEqualTo(Mixture.of(3)).hasToString("3");
        assertThat(Mixture.parse("3@0.2+3/5@0.3+1/7@0.5")).hasToString("1/7@0.5+3/5@0.3+3@0.2");
    }

    @Test
    void everyStepOfTheRatioIsLegal() {
        for (int hundredths = 100; hundredths <= 6400; hundredths++) {
            Mixture mixture = Mixture.of(hundredths / 100.0);
            assertThat(Mixture.parse(mixture.toString())).isEqualTo(mixture);
        }
        for (double ratio : new double[] {0, -1, .999, 1.001, 64.001, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Mixture.of(ratio))
                    .withMessageContaining("expected 1 to 64 in steps of 0.01");
        }
    }

    @Test
    void componentsAreLimited() {
        List<Mixture.Component> parts = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            parts.add(new Mixture.Component((100 + i) / 100.0, 1 / 64.0));
        }
        assertThat(new Mixture(parts).components()).hasSize(64);
        parts.add(new Mixture.Component(2, 1 / 64.0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mixture(parts))
                .withMessage("mixture of 65 ratios: expected 1 to 64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mixture(List.of()))
                .withMessage("mixture of 0 ratios: expected 1 to 64");
    }

    @Test
    void readsWhatItWrites() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 2000; i++) {
            double weight = random.nextDouble(1e-9, 1 - 1e-9);
            Mixture mixture = new Mixture(List.of(
                    new Mixture.Component((100 + random.nextInt(3000)) / 100.0, weight),
                    new Mixture.Component((3200 + random.nextInt(3000)) / 100.0, 1 - weight)));
            assertThat(Mixture.parse(mixture.toString())).isEqualTo(mixture);
        }
    }

    @Test
    void readsTargets() {
        assertThat(CompressFor.parse("any")).isEqualTo(CompressFor.ANY).hasToString("any");
        for (Compressor compressor : Compressor.values()) {
            for (long block = 4096; block <= 16 << 20; block *= 2) {
                CompressFor target = CompressFor.of(compressor, block);
                assertThat(CompressFor.parse(target.toString())).isEqualTo(target);
                assertThat(target.isAny()).isFalse();
            }
        }
        assertThat(CompressFor.parse("zstd@131072")).hasToString("zstd@128KiB");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | compress target '': expected any, or lz4, zstd, gzip, snappy or lzo with a block size, such as zstd@128KiB",
                "lz4 | compress target 'lz4': expected any",
                "any@4KiB | compressor 'any': expected lz4, zstd, gzip, snappy, lzo",
                "lzma@4KiB | compressor 'lzma': expected lz4, zstd, gzip",
                "lz4@x | size 'x': expected a number of bytes",
                "lz4@2KiB | compressor block size 2048: expected a power of two from 4096 (4KiB) to 16777216 (16MiB) bytes",
                "lz4@5000 | compressor block size 5000: expected a power of two",
                "lz4@32MiB | compressor block size 33554432: expected a power of two"
            })
    void refusesABadTarget(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CompressFor.parse(text))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @EnumSource
    void presetsMakeRecipes(Preset preset) {
        Recipe recipe = GeneratorConfig.builder()
                .sizeBytes(1 << 30)
                .preset(preset)
                .dedupRatio(2)
                .compressRatio(2)
                .build()
                .recipe();

        assertThat(recipe.blockSizeBytes()).isEqualTo(preset.blockSizeBytes());
        assertThat(recipe.compression().target()).isEqualTo(preset.compressFor());
        assertThat(recipe.compression().texture()).isEqualTo(preset.texture());
        assertThat(Preset.parse(EnumNames.of(preset))).isEqualTo(preset);
        assertThat(Recipe.parse(recipe.toString())).isEqualTo(recipe);
    }

    @Test
    void aLaterSetterReplacesThePreset() {
        Recipe recipe = GeneratorConfig.builder()
                .sizeBytes(1)
                .preset(Preset.BTRFS)
                .blockSizeBytes(4096)
                .compressFor(CompressFor.ANY)
                .texture(Texture.CELLS)
                .compress(Mixture.parse("1@0.5+2@0.5"))
                .dedup(Dedup.parse("3,hot=5%@50%"))
                .seed(1)
                .build()
                .recipe();

        assertThat(recipe)
                .hasToString("dgen1:seed=1,stream=0,size=1,block=4KiB,dedup=3,hot=5%@50%,"
                        + "compress=1@0.5+2@0.5,texture=cells");
        assertThat(GeneratorConfig.of(recipe).recipe()).isEqualTo(recipe);
    }

    @Test
    void theCompressorChoosesTheTexture() {
        CompressFor snappy = CompressFor.parse("snappy@64KiB");
        Recipe.Builder builder = Recipe.builder().sizeBytes(1).seed(1).compressFor(snappy);
        assertThat(builder.build().compression().texture()).isEqualTo(Texture.SKIP);
        assertThat(builder.build())
                .hasToString("dgen1:seed=1,stream=0,size=1,block=128KiB,dedup=1,compress=1,for=snappy@64KiB");
        assertThat(Recipe.parse(builder.build().toString())).isEqualTo(builder.build());
        assertThat(builder.texture(Texture.RUN).build().toString()).endsWith("for=snappy@64KiB,texture=run");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.texture(Texture.COPY))
                .withMessage("texture copy for snappy@64KiB: expected skip or run");
        assertThat(Recipe.builder()
                        .sizeBytes(1)
                        .compressFor(snappy)
                        .compressFor(CompressFor.ANY)
                        .build()
                        .compression()
                        .texture())
                .isEqualTo(Texture.COPY);
    }

    @Test
    void namesAreListed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Preset.parse("xfs"))
                .withMessage("preset 'xfs': expected vdo, ontap, zfs, btrfs, datadomain, borg, restic, squashfs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Texture.parse("RUN"))
                .withMessage("texture 'RUN': expected copy, cells, run, stripes, skip");
    }
}
