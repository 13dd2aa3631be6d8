// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.dgen.testing.BtrfsHeuristic;
import org.junit.jupiter.api.Test;

/** btrfs judges the data of its preset as compressible, regardless of the page at which a range begins. */
class BtrfsPresetTest {
    private static final int BLOCK = 128 << 10;
    private static final int PAGE = 4 << 10;
    private static final int BLOCKS = 8;

    @Test
    void allDataAbove1Point04IsCompressible() {
        for (int hundredths = 105; hundredths <= 1000; hundredths += hundredths < 200 ? 5 : 50) {
            Recipe recipe = recipe(hundredths / 100.0, Preset.BTRFS.texture());
            byte[] data = bytes(recipe);

            assertThat(recipe.compressRatio()).isCloseTo(hundredths / 100.0, withinPercentage(0.01));
            assertThat(recipe.compression().mixture().components()).allMatch(component -> component.ratio() > 1);
            for (int at = 0; at + BLOCK <= data.length; at += PAGE) {
                assertThat(BtrfsHeuristic.isCompressible(data, at))
                        .as("%s, byte %d", recipe, at)
                        .isTrue();
            }
            // A partial last range, and data that begins at any sector of an archive or an image.
            assertThat(BtrfsHeuristic.isCompressible(data, data.length - PAGE)).isTrue();
            for (int shift = 512; shift < PAGE; shift += 512) {
                assertThat(BtrfsHeuristic.isCompressible(data, shift)).isTrue();
            }
        }
    }

    @Test
    void below1Point04SomeBlocksAreIncompressible() {
        Recipe recipe = recipe(1.02, Preset.BTRFS.texture());
        byte[] data = bytes(recipe);

        int compressible = 0;
        for (int block = 0; block < BLOCKS; block++) {
            compressible += BtrfsHeuristic.isCompressible(data, block * BLOCK) ? 1 : 0;
        }

        assertThat(recipe.compressRatio()).isCloseTo(1.02, withinPercentage(0.01));
        assertThat(compressible).isBetween(BLOCKS / 4, BLOCKS * 3 / 4);
    }

    /** The heuristic decides as btrfs did in measurements with Linux 6.18 (docs/presets.md). */
    @Test
    void otherTexturesAreIncompressibleAtSmallRatios() {
        assertThat(isFirstBlockCompressible(Texture.COPY, 1.5)).isFalse();
        assertThat(isFirstBlockCompressible(Texture.COPY, 5)).isFalse();
        assertThat(isFirstBlockCompressible(Texture.RUN, 1.5)).isFalse();
        assertThat(isFirstBlockCompressible(Texture.RUN, 1.8)).isTrue();
        assertThat(isFirstBlockCompressible(Texture.STRIPES, 1.05)).isTrue();
        assertThat(isFirstBlockCompressible(Texture.STRIPES, 1)).isFalse();
    }

    @Test
    void theOrderOfRatioAndPresetIsIrrelevant() {
        Mixture ratio = Mixture.of(5);
        Recipe.Builder sized = Recipe.builder().seed(1).sizeBytes(BLOCK);
        Recipe before = sized.compress(ratio).preset(Preset.BTRFS).build();

        assertThat(before.compression().mixture()).hasToString("4.6@0.442078+5.37@0.557922");
        assertThat(sized.preset(Preset.BTRFS).compress(ratio).build()).isEqualTo(before);
        assertThat(sized.build()).isEqualTo(before);
        assertThat(sized.preset(Preset.ZFS).build().compression().mixture()).isEqualTo(ratio);
    }

    @Test
    void whatIsNotOneExactRatioStays() {
        Recipe.Builder preset = Recipe.builder().seed(1).sizeBytes(BLOCK).preset(Preset.BTRFS);
        Mixture own = Mixture.parse("2@0.5+4@0.5");
        Mixture ratio = Mixture.of(5);

        assertThat(preset.compress(own).build().compression().mixture()).isEqualTo(own);
        preset.compress(ratio);
        assertThat(preset.blockSizeBytes(PAGE).build().compression().mixture()).isEqualTo(ratio);
        preset.blockSizeBytes(BLOCK).compressFor(CompressFor.ANY);
        assertThat(preset.build().compression().mixture()).isEqualTo(ratio);
        Compression given = new Compression(ratio, Preset.BTRFS.compressFor(), Texture.STRIPES);
        assertThat(preset.compression(given).build().compression()).isEqualTo(given);
    }

    private static boolean isFirstBlockCompressible(Texture texture, double ratio) {
        return BtrfsHeuristic.isCompressible(bytes(recipe(ratio, texture)), 0);
    }

    private static Recipe recipe(double ratio, Texture texture) {
        return Recipe.builder()
                .seed(1)
                .sizeBytes((long) BLOCKS * BLOCK)
                .preset(Preset.BTRFS)
                .texture(texture)
                .compress(Mixture.of(ratio))
                .build();
    }

    private static byte[] bytes(Recipe recipe) {
        byte[] data = new byte[Math.toIntExact(recipe.sizeBytes())];
        new DataStream(GeneratorConfig.of(recipe)).fill(0, data);
        return data;
    }
}
