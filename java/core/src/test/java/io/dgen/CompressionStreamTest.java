// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dgen.testing.Skip;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of compressible blocks have the same bytes with every engine and range, and about the requested ratio. */
class CompressionStreamTest {
    private static final int SIZE = (3 << 20) + 12_345;

    private static byte[] bytes(Recipe recipe, Engine engine) {
        byte[] bytes = new byte[Math.toIntExact(recipe.sizeBytes())];
        stream(recipe, engine).fill(0, bytes);
        return bytes;
    }

    private static DataStream stream(Recipe recipe, Engine engine) {
        return new DataStream(
                GeneratorConfig.builder().recipe(recipe).engine(engine).build());
    }

    private static Recipe recipe(String compression) {
        return Recipe.parse("dgen1:seed=3,stream=4,size=" + SIZE + "B,block=8KiB,dedup=1.5," + compression);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "compress=2",
                "compress=1.01",
                "compress=64",
                "compress=3.3,for=zstd@16KiB",
                "compress=5,texture=cells",
                "compress=20,for=gzip@4KiB,texture=cells",
                "compress=2.5,texture=run",
                "compress=1@0.3+2@0.5+8@0.2",
                "compress=1/5",
                "compress=1@0.2+3/5@0.4+3/6@0.4",
                "compress=1.5@0.5+30/7@0.5,for=lz4@4KiB,texture=run"
            })
    void everyEngineAndRangeGivesTheSameStream(String compression) {
        Recipe recipe = recipe(compression);
        byte[] whole = bytes(recipe, Engine.SCALAR);
        for (Engine engine : List.of(Engine.NATIVE, Engine.VECTOR, Engine.SCALAR)) {
            if (Skip.whyUnavailable(engine, Tier.AUTO) != null) {
                continue;
            }
            DataStream stream = stream(recipe, engine);
            assertThat(bytes(recipe, engine)).isEqualTo(whole);
            SplittableRandom random = new SplittableRandom(7);
            for (int round = 0; round < 40; round++) {
                int at = random.nextInt(SIZE);
                byte[] part = new byte[random.nextInt(Math.min(300_000, SIZE - at) + 1)];
                stream.fill(at, part);
                assertThat(part).isEqualTo(Arrays.copyOfRange(whole, at, at + part.length));
            }
            assertThat(stream.verify(0, MemorySegment.ofArray(whole)).isOk()).isTrue();
            byte[] damaged = whole.clone();
            damaged[1_234_567] ^= 64;
            assertThat(stream.verify(0, damaged).wrongBytes()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "compress=1.5,for=gzip@64KiB",
                "compress=3,for=gzip@64KiB",
                "compress=4,for=gzip@64KiB,texture=cells",
                "compress=10,for=gzip@64KiB",
                "compress=3,for=gzip@64KiB,texture=run",
                "compress=1@0.5+4@0.5,for=gzip@64KiB"
            })
    void deflateFindsTheRatio(String compression) {
        Recipe recipe = Recipe.parse("dgen1:seed=3,size=8MiB,block=64KiB," + compression);
        byte[] bytes = bytes(recipe, Engine.AUTO);
        byte[] out = new byte[1 << 17];
        long compressed = 0;
        for (int at = 0; at < bytes.length; at += 64 << 10) {
            Deflater deflater = new Deflater(6);
            deflater.setInput(bytes, at, 64 << 10);
            deflater.finish();
            compressed += deflater.deflate(out);
            deflater.end();
        }
        double ratio = (double) bytes.length / compressed;
        assertThat(ratio / recipe.compressRatio()).isCloseTo(1, within(0.015));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.2", "2", "3", "5", "8"})
    void noTwoSectorsAreEqualUpTo8(String ratio) {
        byte[] bytes = bytes(Recipe.parse("dgen1:seed=9,size=32MiB,compress=" + ratio), Engine.AUTO);
        Set<String> sectors = new HashSet<>();
        for (int at = 0; at < bytes.length; at += 512) {
            // Identifies a sector by its last 16 bytes; the bytes before could be equal where copies overlap.
            assertThat(sectors.add(new String(bytes, at + 496, 16, StandardCharsets.ISO_8859_1)
                            + new String(bytes, at, 16, StandardCharsets.ISO_8859_1)))
                    .as("sector at %d", at)
                    .isTrue();
        }
    }
}
