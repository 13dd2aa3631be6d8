// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.testing.Configs;
import io.dgen.testing.Model;
import io.dgen.testing.Vectors;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Measures the bytes as a deduplicator does: by comparing chunks, independently of the plans. */
class DedupTest {

    static List<Vectors.Stream> streams() {
        return Vectors.streams();
    }

    @ParameterizedTest
    @MethodSource("streams")
    void matchesTheVectorOnEveryEngine(Vectors.Stream v) {
        for (Engine engine : Configs.engines()) {
            byte[] bytes = new byte[v.length()];
            new DataStream(Configs.of(Recipe.parse(v.recipe()), engine, 1)).fill(v.offset(), bytes);
            assertThat(bytes).as(engine + " " + v.recipe()).isEqualTo(v.bytes());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.01, 1.25, 1.5, 2, 2.5, 3, 3.3, 7.75, 10, 31.9, 64, 1000, 1e300})
    void theMeasuredRatioIsTheRequestedOne(double ratio) {
        for (long block : new long[] {4096, 8192, 65536}) {
            for (int blocks : new int[] {1, 2, 3, 5, 7, 16, 31}) {
                assertMeasured(new Recipe(1, 2, block * blocks, block, ratio));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.5, 2.5, 40})
    void aPartialLastBlockIsTheStartOfItsBlock(double ratio) {
        for (long block : new long[] {4096, 32768}) {
            for (long size : new long[] {0, 1, 100, 4095, 4097, 32767, 32769, 5 * block + 1, 9 * block - 1, 100_001}) {
                assertMeasured(new Recipe(3, 4, size, block, ratio));
            }
        }
    }

    @Test
    void randomRecipesMatchTheModel() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 60; i++) {
            Recipe recipe = new Recipe(
                    random.nextLong(),
                    random.nextLong(),
                    random.nextInt(400_000),
                    4096L << random.nextInt(6),
                    1 + random.nextInt(60) / 10.0);
            assertThat(fill(recipe)).as(recipe.toString()).isEqualTo(Model.stream(recipe));
            assertMeasured(recipe);
        }
    }

    @Test
    void smallerUnitsFindTheRatioOfTheDefaultBlock() {
        assertMeasured(new Recipe(5, 0, 20L * Recipe.DEFAULT_BLOCK_SIZE_BYTES, Recipe.DEFAULT_BLOCK_SIZE_BYTES, 2.5));
        assertMeasured(new Recipe(5, 0, 3L << 20, 1 << 20, 1.5));
    }

    @Test
    void streamsAndSeedsOfOneFamilyShareNothing() {
        Set<ByteBuffer> seen = new HashSet<>();
        int chunks = 0;
        for (long seed = 100; seed < 104; seed++) {
            for (long stream = 0; stream < 4; stream++) {
                byte[] bytes = fill(new Recipe(seed, stream, 200_704, 4096, 1));
                seen.addAll(chunks(bytes, 4096));
                chunks += bytes.length / 4096;
            }
        }
        assertThat(seen).hasSize(chunks);
    }

    /** Some storage arrays deduplicate units of 512 bytes, so that sectors must differ, too. */
    @Test
    void noTwoSectorsAreEqualWithoutDedup() {
        byte[] bytes = fill(new Recipe(6, 0, 1 << 20, 4096, 1));

        assertThat(chunks(bytes, 512)).hasSize(bytes.length / 512);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.0000001, 2, 2.5, 1e6, 1e15})
    void largeOffsetsMatchTheModel(double ratio) {
        Recipe recipe = new Recipe(7, 8, Long.MAX_VALUE, Recipe.MAX_BLOCK_SIZE_BYTES, ratio);
        DataStream stream = new DataStream(Configs.of(recipe));
        byte[] bytes = new byte[10_000];
        SplittableRandom random = new SplittableRandom(12);
        for (int i = 0; i < 200; i++) {
            long offset = random.nextLong(Long.MAX_VALUE - bytes.length + 1);
            stream.fill(offset, bytes);
            assertThat(bytes).as("%s at %d", recipe, offset).isEqualTo(Model.stream(recipe, offset, bytes.length));
            assertThat(stream.verify(offset, bytes).isOk()).isTrue();
        }
    }

    private static byte[] fill(Recipe recipe) {
        byte[] bytes = new byte[Math.toIntExact(recipe.sizeBytes())];
        new DataStream(Configs.of(recipe)).fill(0, bytes);
        return bytes;
    }

    /** The distinct chunks of each unit, from the block size down to 4 KiB, are those of the content blocks. */
    private static void assertMeasured(Recipe recipe) {
        byte[] bytes = fill(recipe);
        long block = recipe.blockSizeBytes();
        for (int unit = (int) block; unit >= 4096; unit /= 2) {
            Set<ByteBuffer> whole = chunks(bytes, unit);
            // Units per content block; all blocks are whole unless there are as many contents as blocks.
            long expected = Math.min(recipe.contentBlocks() * (block / unit), bytes.length / unit);
            assertThat(whole).as("%s: distinct units of %d bytes", recipe, unit).hasSize((int) expected);

            byte[] tail = Arrays.copyOfRange(bytes, bytes.length / unit * unit, bytes.length);
            if (tail.length > 0 && recipe.contentBlocks() < recipe.logicalBlocks()) {
                assertThat(whole.stream().anyMatch(u -> u.slice(0, tail.length).equals(ByteBuffer.wrap(tail))))
                        .as("%s: tail of %d bytes repeats the start of a unit of %d", recipe, tail.length, unit)
                        .isTrue();
            }
        }
    }

    private static Set<ByteBuffer> chunks(byte[] bytes, int unit) {
        Set<ByteBuffer> chunks = new HashSet<>();
        for (int at = 0; at + unit <= bytes.length; at += unit) {
            chunks.add(ByteBuffer.wrap(bytes).slice(at, unit));
        }
        return chunks;
    }
}
