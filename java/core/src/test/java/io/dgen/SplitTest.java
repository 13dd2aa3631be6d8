// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.testing.Configs;
import io.dgen.testing.Model;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4095, 4096, 4097, 8192, 50_000, 131_072, 200_001})
    void partsInOrderAreTheWhole(long size) {
        Recipe recipe = new Recipe(41, 42, size, 4096, 1.5);
        byte[] whole = Model.stream(recipe);
        for (int parts : new int[] {1, 2, 3, 7, 12, 13, 50, 1000}) {
            try (DataGenerator generator = new DataGenerator(Configs.of(recipe))) {
                List<DataGenerator> split = generator.split(parts);
                assertThat(split).hasSize(parts);
                assertThat(concatenated(split)).as("%d parts", parts).isEqualTo(whole);
                assertConsecutiveBlocks(split, 0, size);
                assertThat(generator.position()).isZero();
            }
        }
    }

    @Test
    void partsAreNearlyEqual() {
        try (DataGenerator generator = new DataGenerator(Configs.of(new Recipe(1, 1, 100 * 4096 - 5, 4096, 1)))) {
            for (int parts : new int[] {1, 3, 7, 99, 100}) {
                List<Long> blocks = generator.split(parts).stream()
                        .map(p -> (p.totalSize() + 4095) / 4096)
                        .distinct()
                        .toList();
                assertThat(blocks).allMatch(b -> b == 100 / parts || b == 100 / parts + 1);
            }
        }
    }

    @Test
    void aPartCanBeSplitAgain() {
        Recipe recipe = new Recipe(43, 44, 777_777, 8192, 2.5);
        List<DataGenerator> leaves = new ArrayList<>();
        try (DataGenerator generator = new DataGenerator(Configs.of(recipe))) {
            for (DataGenerator part : generator.split(4)) {
                for (DataGenerator half : part.split(3)) {
                    leaves.addAll(half.split(2));
                }
            }
        }
        assertConsecutiveBlocks(leaves, 0, recipe.sizeBytes());
        assertThat(concatenated(leaves)).isEqualTo(Model.stream(recipe));
    }

    @Test
    void thePositionOfAPartIsIndependent() {
        Recipe recipe = new Recipe(45, 46, 100_000, 4096, 1);
        try (DataGenerator generator = new DataGenerator(Configs.of(recipe))) {
            DataGenerator second = generator.split(3).get(1);
            byte[] expected = Model.stream(recipe, second.streamOffset(), (int) second.totalSize());
            assertThat(second.streamOffset()).isPositive();
            second.position(1000);
            assertThat(second.getChunk(Long.MAX_VALUE).toArray(ValueLayout.JAVA_BYTE))
                    .isEqualTo(Arrays.copyOfRange(expected, 1000, expected.length));
            assertThat(second.isComplete()).isTrue();
            assertThat(second.position()).isEqualTo(second.totalSize());
            second.reset();
            assertThat(second.getChunk(Long.MAX_VALUE).toArray(ValueLayout.JAVA_BYTE))
                    .isEqualTo(expected);
            assertThat(second.recipe()).isEqualTo(recipe);
        }
    }

    @Test
    void aPartKeepsItsOffsetWithAnotherSeed() {
        Recipe recipe = new Recipe(47, 48, 100_000, 4096, 1);
        try (DataGenerator generator = new DataGenerator(Configs.of(recipe))) {
            DataGenerator last = generator.split(3).get(2);
            last.setSeed(5);
            assertThat(last.getChunk(Long.MAX_VALUE).toArray(ValueLayout.JAVA_BYTE))
                    .isEqualTo(Model.stream(recipe.withSeed(5), last.streamOffset(), (int) last.totalSize()));
        }
    }

    @Test
    void theLargestStreamCanBeSplit() {
        try (DataGenerator generator = new DataGenerator(Configs.of(new Recipe(1, 1, Long.MAX_VALUE, 4096, 1)))) {
            for (int parts : new int[] {1, 2, 3, 1000}) {
                assertConsecutiveBlocks(generator.split(parts), 0, Long.MAX_VALUE);
            }
        }
    }

    @Test
    void closingAPartDoesNotCloseTheOthers() {
        DataGenerator generator = new DataGenerator(Configs.of(new Recipe(1, 1, 100_000, 4096, 1)));
        List<DataGenerator> parts = generator.split(2);
        parts.get(0).close();
        assertThat(parts.get(1).fillChunk(new byte[10])).isEqualTo(10);
        generator.close();
        assertThat(parts.get(1).fillChunk(new byte[10])).isEqualTo(10);
    }

    @Test
    void partsUseOnlyTheCallingThread() {
        try (DataGenerator generator = new DataGenerator(Configs.of(new Recipe(1, 1, 100_000, 4096, 1)))) {
            assertThat(generator.split(2)).allMatch(p -> p.stream().config().maxThreads() == 1);
        }
    }

    private static byte[] concatenated(List<DataGenerator> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (DataGenerator part : parts) {
            all.writeBytes(part.getChunk(Long.MAX_VALUE).toArray(ValueLayout.JAVA_BYTE));
            assertThat(part.isComplete()).isTrue();
        }
        return all.toByteArray();
    }

    private static void assertConsecutiveBlocks(List<DataGenerator> parts, long from, long to) {
        long next = from;
        for (DataGenerator part : parts) {
            assertThat(part.streamOffset()).isEqualTo(next);
            assertThat(next % 4096 == 0 || next == to).isTrue();
            next += part.totalSize();
        }
        assertThat(next).isEqualTo(to);
    }
}
