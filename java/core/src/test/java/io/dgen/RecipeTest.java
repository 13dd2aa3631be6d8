// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dgen.testing.Model;
import io.dgen.testing.Vectors;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {
    private static final String ALL_KEYS = "dgen1:seed=42,stream=0,size=10GiB,block=128KiB,dedup=2.5,compress=1";

    @Test
    void writesEveryKey() {
        assertThat(new Recipe(42, 0, 10L << 30, 128 << 10, 2.5)).hasToString(ALL_KEYS);
    }

    @Test
    void readsEveryKey() {
        assertThat(Recipe.parse(ALL_KEYS)).isEqualTo(new Recipe(42, 0, 10L << 30, 128 << 10, 2.5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dgen1:seed=1,size=5 | 1 | 0 | 5 | 131072 | 1",
                "dgen1:size=5,seed=1 | 1 | 0 | 5 | 131072 | 1",
                "  dgen1:seed=1,size=5  | 1 | 0 | 5 | 131072 | 1",
                "dgen1:seed=0x1F,size=1.5KiB,stream=0Xff | 31 | 255 | 1536 | 131072 | 1",
                "dgen1:seed=18446744073709551615,size=0,stream=9223372036854775808 | -1 | -9223372036854775808 | 0 | 131072 | 1",
                "dgen1:compress=1.0,dedup=01.50,block=4096,size=0B,seed=007 | 7 | 0 | 0 | 4096 | 1.5",
                "dgen1:seed=0,size=9223372036854775807,block=32MiB,dedup=3 | 0 | 0 | 9223372036854775807 | 33554432 | 3"
            })
    void reads(String text, long seed, long stream, long size, long block, double dedup) {
        assertThat(Recipe.parse(text)).isEqualTo(new Recipe(seed, stream, size, block, dedup));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dgen2:seed=1,size=5 | dgen1:",
                "dgen:seed=1,size=5 | dgen1:",
                "DGEN1:seed=1,size=5 | dgen1:",
                "seed=1,size=5 | dgen1:",
                "'' | dgen1:",
                "dgen1 | dgen1:",
                "dgen1: | key=value, found ''",
                "dgen1:seed=1 | key 'size' is missing",
                "dgen1:size=1 | key 'seed' is missing",
                "dgen1:seed=1,size=5,seed=1 | duplicate key 'seed'",
                "dgen1:seed=1,size=5,color=red | unknown key 'color': expected seed, stream, size, block, dedup, window, hot, compress, for, texture",
                "dgen1:seed=1,size=5,Seed=2 | key 'Seed': expected 'seed'",
                "dgen1:seed=1,size=5,| found ''",
                "dgen1:seed=1,,size=5 | found ''",
                "dgen1:seed=1,size=5,block | found 'block'",
                "dgen1:seed=1,size=5,=7 | found '=7'",
                "dgen1:seed=1,size=5, block=4KiB | key ' block': expected 'block'",
                "dgen1:seed=,size=5 | seed '': expected 0 to 18446744073709551615",
                "dgen1:seed=-1,size=5 | seed '-1': expected 0 to 18446744073709551615",
                "dgen1:seed=+1,size=5 | seed '+1': expected 0 to 18446744073709551615",
                "dgen1:seed=1.0,size=5 | seed '1.0': expected 0 to 18446744073709551615",
                "dgen1:seed=18446744073709551616,size=5 | seed '18446744073709551616': expected 0 to 18446744073709551615",
                "dgen1:seed=0x,size=5 | seed '0x': expected",
                "dgen1:seed=0x10000000000000000,size=5 | seed '0x10000000000000000': expected",
                "dgen1:seed=٤٢,size=5 | seed '٤٢': expected",
                "dgen1:seed=1,size=5,stream=x | stream 'x': expected 0 to 18446744073709551615",
                "dgen1:seed=1,size=-5 | size '-5': expected a number of bytes, 0 to 9223372036854775807",
                "dgen1:seed=1,size=8EiB | size '8EiB': expected 0 to 9223372036854775807 bytes",
                "dgen1:seed=1,size=5,block=5KiB | block size 5120: expected a power of two from 4096",
                "dgen1:seed=1,size=5,block=2KiB | block size 2048: expected a power of two from 4096",
                "dgen1:seed=1,size=5,block=64MiB | block size 67108864: expected a power of two from 4096",
                "dgen1:seed=1,size=5,block=0 | block size 0: expected a power of two from 4096",
                "dgen1:seed=1,size=5,dedup=0 | dedup ratio '0': expected a decimal number, 1 or more",
                "dgen1:seed=1,size=5,dedup=0.99 | dedup ratio '0.99': expected a decimal number, 1 or more",
                "dgen1:seed=1,size=5,dedup=0.99999999999999999999 | dedup ratio '0.99999999999999999999': expected",
                "dgen1:seed=1,size=5,dedup=-2 | dedup ratio '-2': expected a decimal number, 1 or more",
                "dgen1:seed=1,size=5,dedup=NaN | dedup ratio 'NaN': expected a decimal number, 1 or more",
                "dgen1:seed=1,size=5,dedup=Infinity | dedup ratio 'Infinity': expected a decimal number, 1 or more",
                "dgen1:seed=1,size=5,dedup=1e3 | dedup ratio '1e3': expected a decimal number, 1 or more",
                "dgen1:seed=1,size=5,dedup=2f | dedup ratio '2f': expected a decimal number, 1 or more",
                "dgen1:seed=1,size=5,dedup=2:1 | dedup ratio '2:1': expected a decimal number, 1 or more",
                "dgen1:seed=1,size=5,compress=65 | compress ratio '65': expected 1 to 64 in steps of 0.01",
                "dgen1:seed=1,size=5,compress=64.01 | compress ratio '64.01': expected 1 to 64 in steps of 0.01",
                "dgen1:seed=1,size=5,compress=1.234 | compress ratio '1.234': expected 1 to 64 in steps of 0.01",
                "dgen1:seed=1,size=5,compress=0 | compress ratio '0': expected",
                "dgen1:seed=1,size=5,compress=1@0.5+2@0.4 | compress '1@0.5+2@0.4': expected a sum of 1",
                "dgen1:seed=1,size=5,for=lzma@4KiB | compressor 'lzma': expected lz4, zstd, gzip, snappy, lzo",
                "dgen1:seed=1,size=5,for=zstd | compress target 'zstd': expected any, or lz4, zstd, gzip, snappy or lzo with",
                "dgen1:seed=1,size=5,for=lzo@4KiB,texture=copy | texture copy for lzo@4KiB: expected skip or run",
                "dgen1:seed=1,size=5,texture=rough | texture 'rough': expected copy, cells, run, stripes, skip",
                "dgen1:seed=1,size=5,window=2KiB | window 2048: expected a multiple of the block size",
                "dgen1:seed=1,size=5,window=64KiB | window 65536: expected a multiple of the block size, 131072 (128KiB)",
                "dgen1:seed=1,size=5,window=x | window: size 'x': expected a number of bytes",
                "dgen1:seed=1,size=5,dedup=3,window=256KiB | dedup ratio 3: expected 1 to 2, the blocks of a window of 262144",
                "dgen1:seed=1,size=5,dedup=3,window=1MiB,hot=5%@50% | dedup 'window=1MiB with hot=5%@50%': expected one or the other",
                "dgen1:seed=1,size=5,dedup=copies(1@1),window=1MiB | dedup 'copies(1@1)' with window: expected one or the other",
                "dgen1:seed=1,size=5,dedup=copies(1@1),hot=1%@2% | dedup 'copies(1@1)' with hot: expected one or the other",
                "dgen1:seed=1,size=5,hot=5%@50% | dedup ratio 1 with hot=5%@50%: expected 1.9 or more",
                "dgen1:seed=1,size=5;block=4KiB | size '5;block=4KiB': expected"
            })
    void refusesAndNamesTheBadPart(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipe.parse(text))
                .withMessageContaining("'" + text + "'")
                .withMessageContaining(message);
    }

    @Test
    void refusesAnInfiniteRatio() {
        String digits = "1" + "0".repeat(309);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipe.parse("dgen1:seed=1,size=5,dedup=" + digits))
                .withMessageContaining("dedup ratio '" + digits.substring(0, 100) + "...' (310 characters)")
                .withMessageContaining("expected at most 1.7976931348623157E308");
    }

    @Test
    void aReplacedCharacterCausesNoOtherException() {
        // For every text the result is a recipe or an IllegalArgumentException.
        SplittableRandom random = new SplittableRandom(8);
        String line = ALL_KEYS + ",generation=1234567890,change=12.5%";
        String alphabet = line + "0123456789=,:.-+@%()xeE \t\0\u00e9\u0664KMGiB";
        for (int i = 0; i < 8000; i++) {
            StringBuilder text = new StringBuilder(line);
            for (int j = random.nextInt(4); j >= 0; j--) {
                int at = random.nextInt(text.length());
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, c);
                    case 1 -> text.insert(at, c);
                    default -> text.deleteCharAt(at);
                }
            }
            try {
                Recipe recipe = Recipe.parse(text.toString());
                assertThat(Recipe.parse(recipe.toString())).as(text.toString()).isEqualTo(recipe);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("recipe '");
            }
        }
    }

    @Test
    void readsWhatItWrites() {
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 5000; i++) {
            Recipe recipe = randomRecipe(random);
            assertThat(Recipe.parse(recipe.toString())).as(recipe.toString()).isEqualTo(recipe);
        }
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {1, 1.0000000000000002, 1.1, 2.718281828459045, 123456789.12345679, 1e22, 1e300, Double.MAX_VALUE
            })
    void keepsEveryDigitOfARatio(double ratio) {
        String text = new Recipe(1, 2, 3, 4096, ratio).toString();

        assertThat(text).doesNotContainIgnoringCase("e+").doesNotContain("E");
        assertThat(Recipe.parse(text).dedupRatio()).isEqualTo(ratio);
    }

    private static Recipe randomRecipe(SplittableRandom random) {
        double ratio = switch (random.nextInt(3)) {
            case 0 -> 1 + random.nextInt(100) / 10.0;
            case 1 -> 1 / (1 - random.nextDouble());
            default -> Math.max(1, Math.abs(Double.longBitsToDouble(random.nextLong() & 0x7FDF_FFFF_FFFF_FFFFL)));
        };
        return new Recipe(
                random.nextLong() >> random.nextInt(64),
                random.nextLong() >>> random.nextInt(64),
                random.nextLong() >>> 1 >>> random.nextInt(63),
                4096L << random.nextInt(14),
                Dedup.of(ratio),
                Compression.NONE,
                random.nextBoolean() ? Generation.NONE : new Generation(0, 1 - random.nextDouble()));
    }

    @Test
    void countsBlocksAsTheModel() {
        SplittableRandom random = new SplittableRandom(10);
        for (int i = 0; i < 5000; i++) {
            Recipe recipe = randomRecipe(random);
            assertThat(recipe.logicalBlocks())
                    .as(recipe.toString())
                    .isEqualTo(Model.logicalBlocks(recipe).longValueExact());
            assertThat(recipe.contentBlocks()).as(recipe.toString()).isEqualTo(Model.contentBlocks(recipe));
        }
    }

    @Test
    void countsBlocksOfTheLargestStream() {
        Recipe recipe = new Recipe(0, 0, Long.MAX_VALUE, 4096, 1);

        assertThat(recipe.logicalBlocks()).isEqualTo(1L << 51);
        assertThat(recipe.contentBlocks()).isEqualTo(1L << 51);
    }

    @Test
    void writesTheCanonicalFormOfTheVectors() {
        for (Vectors.Canonical v : Vectors.canonical()) {
            assertThat(Recipe.parse(v.recipe())).as(v.recipe()).hasToString(v.canonical());
            assertThat(Recipe.parse(v.canonical())).as(v.recipe()).isEqualTo(Recipe.parse(v.recipe()));
        }
    }

    @Test
    void refusesTheInvalidRecipesOfTheVectors() {
        for (Vectors.Invalid v : Vectors.invalid()) {
            // The part of the message after the recipe itself.
            assertThatIllegalArgumentException()
                    .as("%s", v)
                    .isThrownBy(() -> Recipe.parse(v.recipe()))
                    .havingCause()
                    .withMessageContaining(v.names());
        }
    }

    @Test
    void countsBlocksAsTheVectors() {
        for (Vectors.Stream v : Vectors.streams()) {
            assertThat(Recipe.parse(v.recipe()).contentBlocks()).as(v.recipe()).isEqualTo(v.uniqueBlocks());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "block=128KiB,dedup=2.5,window=256MiB,compress=1",
                "block=4KiB,dedup=1,window=4KiB,compress=1",
                "block=128KiB,dedup=2.5,hot=5%@50%,compress=1",
                "block=128KiB,dedup=copies(1@0.8+2@0.1+10@0.1),compress=1",
                "block=128KiB,dedup=1,compress=3",
                "block=128KiB,dedup=1,compress=1.25,for=zstd@128KiB",
                "block=128KiB,dedup=1,compress=1,for=lz4@4KiB,texture=run",
                "block=128KiB,dedup=2,compress=1@0.3+2@0.5+8@0.2,texture=cells",
                "block=128KiB,dedup=2,compress=1,generation=3,change=5%",
                "block=128KiB,dedup=2,compress=1,generation=0,change=0.05%"
            })
    void writesOnlyValuesThatAreNotDefaults(String rest) {
        String text = "dgen1:seed=42,stream=0,size=10GiB," + rest;

        assertThat(Recipe.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "window=1024KiB,dedup=02.50 | dedup=2.5,window=1MiB,compress=1",
                "hot=05.0%@50.00%,dedup=3 | dedup=3,hot=5%@50%,compress=1",
                "dedup=copies(10@0.10+1@.9) | ",
                "dedup=copies(10@0.10+1@0.9) | dedup=copies(1@0.9+10@0.1),compress=1",
                "compress=8@0.2+1.00@0.8 | dedup=1,compress=1@0.8+8@0.2",
                "compress=3@1 | dedup=1,compress=3",
                "for=any,texture=copy | dedup=1,compress=1",
                "for=gzip@65536,texture=cells | dedup=1,compress=1,for=gzip@64KiB,texture=cells"
            })
    void hasOneSpelling(String keys, String canonical) {
        String text = "dgen1:seed=1,size=5," + keys;
        if (canonical == null) {
            assertThatIllegalArgumentException().isThrownBy(() -> Recipe.parse(text));
        } else {
            assertThat(Recipe.parse(text)).hasToString("dgen1:seed=1,stream=0,size=5,block=128KiB," + canonical);
        }
    }

    @Test
    void hasItsMeanRatios() {
        Recipe recipe = Recipe.parse("dgen1:seed=1,size=5,dedup=copies(1@0.8+2@0.1+10@0.1),compress=1@0.5+3@0.5");

        assertThat(recipe.dedupRatio()).isEqualTo(2);
        assertThat(recipe.compressRatio()).isEqualTo(1.5);
    }

    @Test
    void copiesDifferInOneValue() {
        Recipe recipe = new Recipe(1, 2, 3, 4096, 5);

        assertThat(recipe.withSeed(9)).isEqualTo(new Recipe(9, 2, 3, 4096, 5));
        assertThat(recipe.withStreamId(9)).isEqualTo(new Recipe(1, 9, 3, 4096, 5));

        String full = "dgen1:seed=1,stream=2,size=5,block=4KiB,dedup=2,window=1MiB,compress=3,for=lz4@4KiB,texture=run";
        assertThat(Recipe.parse(full).withSeed(7).withStreamId(8))
                .hasToString(full.replace("seed=1,stream=2", "seed=7,stream=8"));
    }

    @Test
    void keysAreThoseThatTheTextFormCanHave() {
        String text =
                "dgen1:seed=1,stream=2,size=1GiB,block=4KiB,dedup=2,hot=5%@50%,compress=1,texture=run,generation=1,change=5%";
        List<String> used = Stream.of(text.substring(6).split(","))
                .map(pair -> pair.split("=")[0])
                .toList();

        assertThat(Recipe.parse(text)).isNotNull();
        assertThat(Recipe.keys())
                .containsAll(used)
                .contains("window", "for", "reach")
                .doesNotHaveDuplicates();
    }
}
