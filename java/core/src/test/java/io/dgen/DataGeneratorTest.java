// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dgen.testing.Configs;
import io.dgen.testing.Model;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataGeneratorTest {
    private static final Recipe RECIPE = new Recipe(31, 32, 30_001, 8192, 1.5);

    private static final byte[] BYTES = Model.stream(RECIPE);

    @Test
    void makesTheStreamToItsEnd() {
        try (DataGenerator generator = generator()) {
            assertThat(generator.totalSize()).isEqualTo(30_001);
            assertThat(generator.streamOffset()).isZero();
            assertThat(generator.position()).isZero();
            assertThat(generator.isComplete()).isFalse();

            assertThat(generator.fillChunk(new byte[30_000])).isEqualTo(30_000);
            assertThat(generator.position()).isEqualTo(30_000);
            assertThat(generator.isComplete()).isFalse();

            assertThat(generator.fillChunk(new byte[0])).isZero();
            assertThat(generator.fillChunk(new byte[5])).isEqualTo(1);
            assertThat(generator.isComplete()).isTrue();
            assertThat(generator.fillChunk(new byte[5])).isZero();
        }
    }

    @Test
    void bytesAfterTheEndOfTheStreamAreUnchanged() {
        byte[] buffer = new byte[1000];
        Arrays.fill(buffer, (byte) 0x5A);
        try (DataGenerator generator = generator()) {
            generator.position(BYTES.length - 10);
            assertThat(generator.fillChunk(buffer)).isEqualTo(10);
        }
        assertThat(Arrays.copyOf(buffer, 10)).isEqualTo(Arrays.copyOfRange(BYTES, BYTES.length - 10, BYTES.length));
        assertThat(Arrays.copyOfRange(buffer, 10, 1000)).containsOnly(0x5A);
    }

    @Test
    void fillsAPartOfAnArray() {
        byte[] buffer = new byte[1000];
        try (DataGenerator generator = generator()) {
            assertThat(generator.fillChunk(buffer, 100, 700)).isEqualTo(700);
        }
        assertThat(Arrays.copyOfRange(buffer, 100, 800)).isEqualTo(Arrays.copyOf(BYTES, 700));
        assertThat(Arrays.copyOf(buffer, 100)).containsOnly(0);
        assertThat(Arrays.copyOfRange(buffer, 800, 1000)).containsOnly(0);
    }

    @Test
    void getChunkGivesAFreshAlignedBufferUpToTheEnd() {
        try (DataGenerator generator = generator()) {
            MemorySegment first = generator.getChunk(20_000);
            MemorySegment second = generator.getChunk(20_000);
            MemorySegment third = generator.getChunk(20_000);

            assertThat(List.of(first.byteSize(), second.byteSize(), third.byteSize()))
                    .containsExactly(20_000L, 10_001L, 0L);
            assertThat(first.address() % 64).isZero();
            assertThat(second.address() % 64).isZero();
            assertThat(first.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(Arrays.copyOf(BYTES, 20_000));
            assertThat(second.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(Arrays.copyOfRange(BYTES, 20_000, 30_001));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 7, Long.MAX_VALUE - 63, 1L << 62})
    void getChunkOfMoreThanTheMemoryFailsAndMovesNothing(long size) {
        Recipe huge = new Recipe(1, 1, Long.MAX_VALUE, 4096, 1);
        try (DataGenerator generator = new DataGenerator(Configs.of(huge))) {
            assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> generator.getChunk(size));
            assertThat(generator.position()).isZero();
            assertThat(generator.getChunk(100).toArray(ValueLayout.JAVA_BYTE)).isEqualTo(Model.stream(huge, 0, 100));
        }
    }

    @Test
    void goesToAnyPosition() {
        try (DataGenerator generator = generator()) {
            for (int position : new int[] {30_001, 0, 1, 8191, 8192, 29_999, 4096}) {
                generator.position(position);
                assertThat(generator.position()).isEqualTo(position);
                assertThat(generator.isComplete()).isEqualTo(position == 30_001);
                byte[] bytes = new byte[BYTES.length - position];
                assertThat(generator.fillChunk(bytes)).isEqualTo(bytes.length);
                assertThat(bytes).isEqualTo(Arrays.copyOfRange(BYTES, position, BYTES.length));
            }
        }
    }

    @Test
    void resetGivesTheSameBytesAgain() {
        try (DataGenerator generator = generator()) {
            generator.fillChunk(new byte[777]);
            generator.reset();

            assertThat(generator.position()).isZero();
            assertThat(rest(generator)).isEqualTo(BYTES);
        }
    }

    @Test
    void setSeedStartsTheOtherSeedsStream() {
        try (DataGenerator generator = generator()) {
            generator.fillChunk(new byte[777]);
            generator.setSeed(99);

            assertThat(generator.recipe()).isEqualTo(RECIPE.withSeed(99));
            assertThat(generator.position()).isZero();
            assertThat(generator.stream().recipe()).isEqualTo(RECIPE.withSeed(99));
            assertThat(rest(generator)).isEqualTo(Model.stream(RECIPE.withSeed(99)));
        }
    }

    @Test
    void setRandomSeedIsReadableFromTheRecipe() {
        Set<Long> seeds = new HashSet<>();
        try (DataGenerator generator = generator()) {
            for (int i = 0; i < 5; i++) {
                generator.setRandomSeed();
                seeds.add(generator.recipe().seed());
                assertThat(rest(generator)).isEqualTo(Model.stream(generator.recipe()));
            }
        }
        assertThat(seeds).hasSize(5);
    }

    @Test
    void withoutASeedEachBuildDrawsANewOne() {
        GeneratorConfig.Builder builder = GeneratorConfig.builder().sizeBytes(100);
        GeneratorConfig first = builder.build();

        assertThat(first.recipe().seed()).isNotEqualTo(builder.build().recipe().seed());
        assertThat(DataGenerator.generateBuffer(first).toArray(ValueLayout.JAVA_BYTE))
                .isEqualTo(Model.stream(Recipe.parse(first.recipe().toString())));
    }

    @Test
    void theBuilderSetsAllValues() {
        int node = NumaTopology.get().nodes().stream()
                .filter(n -> !n.allowedCpus().isEmpty())
                .findFirst()
                .orElseThrow()
                .id();
        GeneratorConfig.Builder builder = GeneratorConfig.builder()
                .seed(1)
                .streamId(2)
                .sizeBytes(3)
                .blockSizeBytes(8192)
                .dedup(new Dedup.HotSet(2.5, .05, .5))
                .compress(Mixture.parse("1@0.3+2@0.7"))
                .compressFor(CompressFor.of(Compressor.ZSTD, 65536))
                .texture(Texture.RUN)
                .engine(Engine.SCALAR)
                .tier(Tier.PORTABLE)
                .storeMode(StoreMode.STREAM)
                .maxThreads(7)
                .numaMode(NumaMode.FORCE)
                .numaNode(node);
        Compression compression =
                new Compression(Mixture.parse("1@0.3+2@0.7"), CompressFor.of(Compressor.ZSTD, 65536), Texture.RUN);

        assertThat(builder.build())
                .isEqualTo(new GeneratorConfig(
                        new Recipe(1, 2, 3, 8192, new Dedup.HotSet(2.5, .05, .5), compression),
                        Engine.SCALAR,
                        Tier.PORTABLE,
                        StoreMode.STREAM,
                        7,
                        NumaMode.FORCE,
                        OptionalInt.of(node)));
    }

    /** Tests the setters that set several values, and the setters that set one value of a record. */
    @Test
    void theBuilderHasShorterSetters() {
        GeneratorConfig.Builder builder = GeneratorConfig.builder().seed(1).sizeBytes(3);

        assertThat(builder.dedupRatio(5).compressRatio(3).build().recipe())
                .isEqualTo(new Recipe(1, 0, 3, 128 << 10, Dedup.of(5), Compression.of(3)));
        Recipe preset = builder.preset(Preset.ZFS).build().recipe();
        assertThat(preset.blockSizeBytes()).isEqualTo(Preset.ZFS.blockSizeBytes());
        assertThat(preset.compression())
                .isEqualTo(new Compression(Mixture.of(3), Preset.ZFS.compressFor(), Preset.ZFS.texture()));
    }

    @Test
    void theBuilderTakesARecipe() {
        assertThat(GeneratorConfig.builder().recipe(RECIPE).build().recipe()).isEqualTo(RECIPE);
        assertThat(GeneratorConfig.of(RECIPE))
                .isEqualTo(GeneratorConfig.builder().recipe(RECIPE).build());
    }

    @Test
    void oneShotCallsHonourTheSeed() {
        GeneratorConfig config = Configs.of(RECIPE);
        byte[] array = new byte[BYTES.length];
        assertThat(DataGenerator.generateIntoBuffer(config, array)).isEqualTo(BYTES.length);
        assertThat(array).isEqualTo(BYTES);

        MemorySegment segment = Arena.ofAuto().allocate(10);
        assertThat(DataGenerator.generateIntoBuffer(config, segment)).isEqualTo(10);
        assertThat(segment.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(Arrays.copyOf(BYTES, 10));

        assertThat(DataGenerator.generateBuffer(config).toArray(ValueLayout.JAVA_BYTE))
                .isEqualTo(BYTES);
        assertThat(DataGenerator.generateBuffer(Configs.of(RECIPE.withSeed(1))).toArray(ValueLayout.JAVA_BYTE))
                .isNotEqualTo(BYTES);
    }

    @Test
    void anEmptyStreamIsComplete() {
        GeneratorConfig empty = Configs.of(new Recipe(1, 1, 0, 4096, 2));
        try (DataGenerator generator = new DataGenerator(empty)) {
            assertThat(generator.isComplete()).isTrue();
            assertThat(generator.fillChunk(new byte[9])).isZero();
            assertThat(generator.getChunk(9).byteSize()).isZero();
            generator.position(0);
        }
        assertThat(DataGenerator.generateBuffer(empty).byteSize()).isZero();
        assertThat(new DataStream(empty).verify(0, new byte[0]).isOk()).isTrue();
    }

    @Test
    void recommendedChunkSizeIsAPowerOfTwo() {
        try (DataGenerator generator = generator()) {
            int bytes = generator.recommendedChunkSize();
            assertThat(bytes).isBetween(256 << 10, 4 << 20);
            assertThat(Integer.bitCount(bytes)).isEqualTo(1);
        }
    }

    /** A failed call does not move the position, so that the caller can try again. */
    @Test
    void aFailedCallDoesNotMove() {
        try (DataGenerator generator = generator()) {
            generator.position(5);
            MemorySegment readOnly = MemorySegment.ofArray(new byte[10]).asReadOnly();
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> generator.fillChunk(readOnly));

            assertThat(generator.position()).isEqualTo(5);
            byte[] next = new byte[10];
            generator.fillChunk(next);
            assertThat(next).isEqualTo(Arrays.copyOfRange(BYTES, 5, 15));
        }
    }

    @Test
    void afterCloseEveryCallIsRefused() {
        List<Consumer<DataGenerator>> calls = List.of(
                g -> g.fillChunk(new byte[1]),
                g -> g.fillChunk(new byte[1], 0, 1),
                g -> g.fillChunk(MemorySegment.ofArray(new byte[1])),
                g -> g.fillChunk(ByteBuffer.allocate(1)),
                g -> g.getChunk(1),
                DataGenerator::isComplete,
                DataGenerator::position,
                g -> g.position(1),
                DataGenerator::reset,
                g -> g.setSeed(1),
                DataGenerator::setRandomSeed,
                g -> g.split(2));
        for (int i = 0; i < calls.size(); i++) {
            DataGenerator generator = generator();
            generator.close();
            generator.close();
            Consumer<DataGenerator> call = calls.get(i);
            for (int again = 0; again < 2; again++) {
                assertThatIllegalStateException()
                        .as("call %d", i)
                        .isThrownBy(() -> call.accept(generator))
                        .withMessage("generator is closed");
            }
        }
    }

    private static DataGenerator generator() {
        return new DataGenerator(Configs.of(RECIPE));
    }

    private static byte[] rest(DataGenerator generator) {
        return generator.getChunk(Long.MAX_VALUE).toArray(ValueLayout.JAVA_BYTE);
    }
}
