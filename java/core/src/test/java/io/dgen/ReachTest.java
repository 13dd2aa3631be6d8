// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that must be refused are test vectors of docs/format.md. */
class ReachTest {
    private static final Reach REACH = Reach.parse("16KiB/4KiB@0.4+8KiB/4KiB@0.1");

    private static byte[] bytes(Recipe recipe) {
        byte[] bytes = new byte[Math.toIntExact(recipe.sizeBytes())];
        new DataStream(GeneratorConfig.of(recipe)).fill(0, bytes);
        return bytes;
    }

    @Test
    void entriesAreSortedByGroup() {
        assertThat(REACH.entries())
                .containsExactly(new Reach.Entry(8192, 4096, 0.1), new Reach.Entry(16384, 4096, 0.4));
        assertThat(REACH).hasToString("8KiB/4KiB@0.1+16KiB/4KiB@0.4");
        assertThat(Reach.parse(REACH.toString())).isEqualTo(REACH);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.0000001, Double.NaN, Double.POSITIVE_INFINITY})
    void sharesOutOfRange(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reach.Entry(8192, 4096, share))
                .withMessageContaining("reach share " + (Double.isFinite(share) ? "" : share))
                .withMessageContaining("above 0, at most 1");
    }

    @Test
    void buildersKeepIt() {
        Recipe recipe = Recipe.builder()
                .seed(1)
                .sizeBytes(1)
                .reach(REACH)
                .compress(Mixture.of(3))
                .compressFor(CompressFor.of(Compressor.LZ4, 65536))
                .texture(Texture.RUN)
                .build();

        assertThat(recipe.compression().reach()).isEqualTo(REACH);
        assertThat(recipe.toBuilder().build()).isEqualTo(recipe);
        assertThat(GeneratorConfig.builder()
                        .sizeBytes(1)
                        .reach(REACH)
                        .build()
                        .recipe()
                        .compression()
                        .reach())
                .isEqualTo(REACH);
    }

    @ParameterizedTest
    @CsvSource({"4096, 0", "8192, 0.25", "16384, 0.35", "1048576, 0.35"})
    void saves(long blockBytes, double share) {
        assertThat(REACH.savedIn(blockBytes)).isCloseTo(share, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "4, 4", "2/6@0.5+4@0.5, 2.6666667"})
    void ratiosAreThoseOfBlocks(String mixture, double pages) {
        Recipe recipe = Recipe.parse("dgen1:seed=3,size=2MiB,block=16KiB,compress=" + mixture + ",reach=" + REACH);

        assertThat(recipe.compression().ratio()).isCloseTo(pages, within(1e-6));
        assertThat(recipe.compressRatio()).isCloseTo(pages / 0.65, within(1e-6));
        assertThat(recipe.predictedRatios().range(0, 2 << 20).compressRatio())
                .isCloseTo(recipe.compressRatio(), within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"fixed@4KiB, 2", "fixed@16KiB, 3.05", "fixed@1MiB, 3.05"})
    void systemsReachTheRatioOfTheirBlocks(String system, double ratio) {
        Recipe recipe = Recipe.parse("dgen1:seed=3,size=8MiB,compress=2,reach=" + REACH);

        SystemRatios predicted = SystemRatios.of(recipe, recipe.predictedRatios(), StorageSystem.parse(system), 0);

        assertThat(predicted.compressRatio()).isCloseTo(ratio, within(0.1));
    }

    @Test
    void incompressibleBlocksHaveTheRatio1() {
        Recipe recipe = Recipe.parse("dgen1:seed=3,size=2MiB,block=16KiB,compress=1@0.5+2@0.5,reach=" + REACH);

        assertThat(recipe.compressRatio()).isCloseTo(1 / (0.5 + 0.5 * 0.65 / 2), within(1e-9));
    }

    /** In blocks of 16 KiB, which the window of Deflate contains. */
    @ParameterizedTest
    @ValueSource(strings = {"copy", "run"})
    void compressorsReachThePredictedRatio(String texture) {
        Recipe recipe = Recipe.parse(
                "dgen1:seed=3,size=4MiB,block=16KiB,compress=2,for=gzip@16KiB,reach=" + REACH + ",texture=" + texture);
        byte[] bytes = bytes(recipe);

        assertThat(deflated(bytes, 16384)).isCloseTo(recipe.compressRatio(), within(0.04 * recipe.compressRatio()));
        assertThat(deflated(bytes, 4096)).isCloseTo(2, within(0.1));
    }

    private static double deflated(byte[] bytes, int block) {
        long compressed = 0;
        try (Deflater deflater = new Deflater()) {
            byte[] output = new byte[2 * block];
            for (int at = 0; at < bytes.length; at += block) {
                deflater.reset();
                deflater.setInput(bytes, at, block);
                deflater.finish();
                compressed += deflater.deflate(output);
            }
        }
        return (double) bytes.length / compressed;
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "1/7", "20", "64"})
    void noTwoPagesAreEqual(String ratio) {
        byte[] bytes = bytes(Recipe.parse(
                "dgen1:seed=3,size=4MiB,block=1MiB,compress=" + ratio + ",reach=8KiB/4KiB@0.5+1MiB/4KiB@0.5"));

        Set<ByteBuffer> pages = new HashSet<>();
        for (int at = 0; at < bytes.length; at += 4096) {
            pages.add(ByteBuffer.wrap(bytes, at, 4096));
        }
        assertThat(pages).hasSize(bytes.length / 4096);
    }

    @Test
    void noneHasNoKey() {
        Recipe recipe = Recipe.parse("dgen1:seed=1,size=1,compress=2");

        assertThat(recipe.compression().reach()).isEqualTo(Reach.NONE);
        assertThat(recipe.toString()).doesNotContain("reach");
        assertThat(Reach.NONE.entries()).isEqualTo(List.of());
        assertThat(Reach.NONE.savedIn(1 << 20)).isZero();
    }
}
