// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.dgen.testing.Configs;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message contains the illegal value and the legal range. */
class BadInputTest {
    private static final String ONE_CALL = "expected at most 1125899906842624 bytes in one call";
    private static final String SIZES = "expected 0 to 9223372036854775807 bytes";
    private static final String BLOCKS = "expected a power of two from 4096 (4KiB) to 33554432 (32MiB) bytes";
    private static final String RATIOS = "expected a finite number, 1 or more";

    /** A call and the parts that its message must have. */
    record Case(String name, ThrowingCallable call, List<String> parts) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case refused(String name, ThrowingCallable call, String... parts) {
        return new Case(name, call, List.of(parts));
    }

    static Stream<Case> badRecipes() {
        return Stream.of(
                refused("size -1", () -> recipe(-1, 4096, 1), "size -1", SIZES),
                refused("least size", () -> recipe(Long.MIN_VALUE, 4096, 1), "size -9223372036854775808", SIZES),
                refused("builder size -1", () -> builder().sizeBytes(-1), "size -1", SIZES),
                refused("block 0", () -> recipe(1, 0, 1), "block size 0", BLOCKS),
                refused("block -4096", () -> recipe(1, -4096, 1), "block size -4096", BLOCKS),
                refused("block 2048", () -> recipe(1, 2048, 1), "block size 2048", BLOCKS),
                refused("block 4095", () -> recipe(1, 4095, 1), "block size 4095", BLOCKS),
                refused("block 12288", () -> recipe(1, 12288, 1), "block size 12288", BLOCKS),
                refused("block 64 MiB", () -> recipe(1, 64 << 20, 1), "block size 67108864", BLOCKS),
                refused("block 2^62", () -> recipe(1, 1L << 62, 1), "block size 4611686018427387904", BLOCKS),
                refused("block 2^63", () -> recipe(1, Long.MIN_VALUE, 1), "block size -9223372036854775808", BLOCKS),
                refused(
                        "builder block",
                        () -> builder().sizeBytes(1).blockSizeBytes(5).build(),
                        "block size 5",
                        BLOCKS),
                refused("ratio 0", () -> recipe(1, 4096, 0), "dedup ratio 0.0", RATIOS),
                refused("ratio -1", () -> recipe(1, 4096, -1), "dedup ratio -1.0", RATIOS),
                refused("ratio below 1", () -> recipe(1, 4096, Math.nextDown(1.0)), "0.9999999999999999", RATIOS),
                refused("ratio NaN", () -> recipe(1, 4096, Double.NaN), "dedup ratio NaN", RATIOS),
                refused("ratio infinite", () -> recipe(1, 4096, Double.POSITIVE_INFINITY), "ratio Infinity", RATIOS),
                refused("ratio -infinite", () -> recipe(1, 4096, Double.NEGATIVE_INFINITY), "ratio -Infinity", RATIOS),
                refused(
                        "builder ratio",
                        () -> builder().sizeBytes(1).dedupRatio(.5).build(),
                        "ratio 0.5",
                        RATIOS),
                refused("threads 0", () -> threads(0), "threads 0", "expected 1 to 2147483647"),
                refused("threads -3", () -> threads(-3), "threads -3", "expected 1 to 2147483647"),
                refused("seed text", () -> Recipe.parseWord("seed", "x"), "seed 'x'", "0 to 18446744073709551615"),
                refused("ratio text", () -> Recipe.parseRatio("dedup", "0.5"), "dedup ratio '0.5'", "1 or more"),
                refused("recipe text", () -> Recipe.parse("dgen9:seed=1"), "'dgen9:seed=1'", "'dgen1:'"),
                refused("size text", () -> ByteSize.parse("12 parsecs"), "'12 parsecs'", "0 to 9223372036854775807"));
    }

    static Stream<Case> badRanges() {
        DataStream stream = new DataStream(Configs.of(recipe(10_000, 4096, 2)));
        DataStream largest = new DataStream(Configs.of(recipe(Long.MAX_VALUE, 4096, 2)));
        DataGenerator generator = new DataGenerator(stream);
        MemorySegment bytes = MemorySegment.ofArray(new byte[100]);
        MemorySegment huge = MemorySegment.ofAddress(4096).reinterpret(Long.MAX_VALUE);
        String offsets = "expected 0 to 10000, the stream's size";
        return Stream.of(
                refused("fill offset -1", () -> stream.fill(-1, bytes), "offset -1", offsets),
                refused("fill offset past end", () -> stream.fill(10_001, bytes), "offset 10001", offsets),
                refused("fill array offset", () -> stream.fill(-7, new byte[1]), "offset -7", offsets),
                refused("fill buffer offset", () -> stream.fill(-7, ByteBuffer.allocate(1)), "offset -7", offsets),
                refused("fill empty past end", () -> stream.fill(10_001, new byte[0]), "offset 10001", offsets),
                refused(
                        "fill past end",
                        () -> stream.fill(9901, bytes),
                        "buffer of 100 bytes at offset 9901",
                        "expected at most 99 bytes, the rest of the stream"),
                refused(
                        "fill at end",
                        () -> stream.fill(10_000, bytes),
                        "100 bytes at offset 10000",
                        "at most 0 bytes"),
                refused("fill of 8 EiB", () -> largest.fill(0, huge), "9223372036854775807 bytes", ONE_CALL),
                refused("verify of 8 EiB", () -> largest.verify(0, huge), "9223372036854775807 bytes", ONE_CALL),
                refused(
                        "chunk of 8 EiB",
                        () -> new DataGenerator(largest).fillChunk(huge),
                        "9223372036854775807 bytes",
                        ONE_CALL),
                refused("verify offset -1", () -> stream.verify(-1, bytes), "offset -1", offsets),
                refused("verify offset past end", () -> stream.verify(10_001, bytes), "offset 10001", offsets),
                refused(
                        "verify past end",
                        () -> stream.verify(9901, bytes),
                        "100 bytes at offset 9901",
                        "at most 99 bytes"),
                refused(
                        "overflow",
                        () -> largest.fill(Long.MAX_VALUE - 99, bytes),
                        "100 bytes at offset 9223372036854775708",
                        "at most 99 bytes"),
                refused(
                        "least offset",
                        () -> largest.fill(Long.MIN_VALUE, bytes),
                        "offset -9223372036854775808",
                        "0 to"),
                refused("position -1", () -> generator.position(-1), "position -1", "expected 0 to 10000"),
                refused("position past end", () -> generator.position(10_001), "position 10001", "expected 0 to 10000"),
                refused("chunk size -1", () -> generator.getChunk(-1), "chunk size -1", SIZES.replace(" bytes", "")),
                refused("split 0", () -> generator.split(0), "parts 0", "expected 1 to 65536"),
                refused("split -2", () -> generator.split(-2), "parts -2", "expected 1 to 65536"),
                refused("split 20000000", () -> generator.split(20_000_000), "parts 20000000", "expected 1 to 65536"));
    }

    static Stream<Case> readOnlyBuffers() {
        DataStream stream = new DataStream(Configs.of(recipe(10_000, 4096, 2)));
        DataGenerator generator = new DataGenerator(stream);
        MemorySegment heap = MemorySegment.ofArray(new byte[100]).asReadOnly();
        MemorySegment direct = Arena.ofAuto().allocate(100).asReadOnly();
        String message = "buffer of 100 bytes is read-only";
        return Stream.of(
                refused("fill heap", () -> stream.fill(0, heap), message),
                refused("fill native", () -> stream.fill(0, direct), message),
                refused(
                        "fill buffer",
                        () -> stream.fill(0, ByteBuffer.allocate(100).asReadOnlyBuffer()),
                        message),
                refused("chunk segment", () -> generator.fillChunk(direct), message),
                refused("chunk buffer", () -> generator.fillChunk(direct.asByteBuffer()), message),
                refused("channel", () -> generator.asChannel().read(direct.asByteBuffer()), message));
    }

    @ParameterizedTest
    @MethodSource({"badRecipes", "badRanges", "readOnlyBuffers"})
    void theMessageNamesTheValueAndTheRange(Case bad) {
        Throwable thrown = catchThrowable(bad.call());

        assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
        assertThat(bad.parts()).allSatisfy(part -> assertThat(thrown).hasMessageContaining(part));
    }

    @Test
    void aMissingSizeIsReported() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> builder().build())
                .withMessageContaining("sizeBytes")
                .withMessageContaining("0 to 9223372036854775807");
    }

    @Test
    void aRangeOutsideAnArrayIsReported() {
        try (DataGenerator generator = new DataGenerator(Configs.of(recipe(10_000, 4096, 2)))) {
            for (int[] range : new int[][] {{-1, 2}, {0, 11}, {5, 6}, {10, -1}, {Integer.MAX_VALUE, 1}}) {
                assertThatExceptionOfType(IndexOutOfBoundsException.class)
                        .isThrownBy(() -> generator.fillChunk(new byte[10], range[0], range[1]));
            }
            assertThat(generator.position()).isZero();
        }
    }

    @Test
    void aRefusedCallWritesNothing() {
        byte[] bytes = new byte[100];
        DataStream stream = new DataStream(Configs.of(recipe(10_000, 4096, 2)));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> stream.fill(9950, bytes));

        assertThat(bytes).containsOnly(0);
    }

    private static Recipe recipe(long size, long block, double ratio) {
        return new Recipe(1, 2, size, block, ratio);
    }

    private static GeneratorConfig.Builder builder() {
        return GeneratorConfig.builder();
    }

    private static GeneratorConfig threads(int n) {
        return builder().sizeBytes(1).maxThreads(n).build();
    }
}
