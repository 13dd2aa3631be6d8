// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dgen.testing.Configs;
import io.dgen.testing.Vectors;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recipes of numbers, and their bytes with all engines. */
class NumbersTest {
    private static final String START = "dgen1:seed=1,stream=2,size=";

    /** Recipes of every type and distribution, with rows that are parts of pages, or have parts in several pages. */
    static List<Recipe> recipes() {
        List<Recipe> recipes = new ArrayList<>();
        for (String type : List.of("fp32", "fp64", "bf16", "fp16", "int8", "int32")) {
            boolean isFloat = !type.startsWith("int");
            String uniform = isFloat ? ",low=-1.5,high=2.25" : ",low=-100,high=101";
            recipes.add(recipe(type + ",dist=uniform" + uniform));
            recipes.add(recipe(type + ",dist=normal,mean=3,sd=20,dim=7"));
            if (isFloat) {
                recipes.add(recipe(type + ",dist=uniform" + uniform + ",dim=96,norm=l2"));
                recipes.add(recipe(type + ",dist=normal,dim=2500,norm=l2"));
                recipes.add(recipe(type + ",dist=uniform" + uniform + ",dim=33,neighbours=100000@0.25"));
                recipes.add(recipe(type + ",dist=normal,dim=1025,norm=l2,neighbours=1000@0.25"));
            }
        }
        return recipes;
    }

    private static Recipe recipe(String numbers) {
        int rowBytes = Recipe.parse(START + "0,type=" + numbers).numbers().rowBytes();
        return Recipe.parse(START + (40_000 / rowBytes * rowBytes) + ",type=" + numbers);
    }

    private static byte[] fill(GeneratorConfig config, long offset, int length) {
        byte[] bytes = new byte[length];
        new DataStream(config).fill(offset, bytes);
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void allEnginesAndTiersMakeTheSameNumbersAtAnyOffset(Recipe recipe) {
        int size = (int) recipe.sizeBytes();
        byte[] expected = fill(Configs.of(recipe, Engine.SCALAR, 1), 0, size);
        Random random = new Random(7);
        for (GeneratorConfig config : Configs.allWays(recipe)) {
            int offset = random.nextInt(size);
            int length = random.nextInt(size - offset);
            assertThat(fill(config, offset, length))
                    .as("%s, %d bytes at %d", config, length, offset)
                    .isEqualTo(Arrays.copyOfRange(expected, offset, offset + length));
            assertThat(new DataStream(config).verify(0, expected).isOk()).isTrue();
        }
    }

    @Test
    void allEnginesMakeTheNumbersOfTheVectors() {
        for (Vectors.Stream v : Vectors.numbers()) {
            Recipe recipe = Recipe.parse(v.recipe());
            assertThat(recipe.contentBlocks()).as(v.recipe()).isEqualTo(v.uniqueBlocks());
            for (Engine engine : Configs.engines()) {
                assertThat(fill(Configs.of(recipe, engine, 1), v.offset(), v.length()))
                        .as(engine + " " + v.recipe())
                        .isEqualTo(v.bytes());
            }
        }
    }

    @Test
    void largeRangesThatThreadsShareAreTheSame() {
        for (String numbers : List.of("fp32", "fp32,dist=normal,dim=1000,norm=l2", "bf16,dist=normal,dim=3")) {
            Recipe recipe = Recipe.parse(START + "9000000,type=" + numbers);
            byte[] expected = fill(Configs.of(recipe, Engine.AUTO, 1), 0, 9_000_000);
            assertThat(fill(Configs.of(recipe, Engine.AUTO, 3), 0, 9_000_000)).isEqualTo(expected);
            expected[5_000_001] ^= 4;
            Verification result = new DataStream(Configs.of(recipe, Engine.AUTO, 3)).verify(0, expected);
            assertThat(result.wrongBytes()).isEqualTo(1);
            assertThat(result.firstWrongOffset()).isEqualTo(5_000_001);
        }
    }

    @Test
    void duplicateBlocksOfNumbersAreDuplicates() {
        for (String numbers : List.of("fp32,dim=1000", "fp32,dist=normal,dim=1024,norm=l2")) {
            Recipe recipe = Recipe.parse("dgen1:seed=1,size=4096000,block=4KiB,dedup=2,type=" + numbers);
            byte[] bytes = fill(Configs.of(recipe), 0, 4_096_000);
            assertThat(recipe.contentBlocks()).isEqualTo(500);
            for (int block = 0; block < 500; block++) {
                assertThat(Arrays.equals(
                                bytes,
                                block * 4096,
                                (block + 1) * 4096,
                                bytes,
                                (block + 500) * 4096,
                                (block + 501) * 4096))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type=fp32,dist=uniform,low=0,high=1",
                "type=fp64,dist=normal,mean=-0.25,sd=0.001,dim=10",
                "type=fp32,dist=normal,mean=0,sd=1,dim=10,norm=l2",
                "type=bf16,dist=uniform,low=-1,high=1,dim=10,neighbours=200@0.5",
                "type=int8,dist=uniform,low=-128,high=128",
                "type=int32,dist=uniform,low=-2147483648,high=2147483648,dim=25"
            })
    void canonicalTextIsReadBack(String numbers) {
        String text = "dgen1:seed=1,stream=0,size=4000,block=128KiB,dedup=1,compress=1," + numbers;
        assertThat(Recipe.parse(text)).hasToString(text);
        assertThat(Recipe.parse(text).toBuilder().build()).hasToString(text);
        assertThat(Numbers.parse(numbers).toString()).isEqualTo(numbers);
        assertThat(Recipe.parse(text).withSeed(2).numbers())
                .isEqualTo(Recipe.parse(text).numbers());
    }

    @Test
    void defaultsAreUniformFromZeroToOneOrStandardNormal() {
        assertThat(Recipe.parse("dgen1:seed=1,size=8,type=fp32"))
                .isEqualTo(Recipe.parse("dgen1:high=1,seed=1,size=8,low=0,dist=uniform,dim=1,type=fp32"));
        assertThat(Recipe.parse("dgen1:seed=1,size=8,type=fp32,dist=normal")
                        .numbers()
                        .distribution())
                .isEqualTo(new Distribution.Normal(0, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    type=fp8; type 'fp8': expected fp32, fp64, bf16, fp16, int8, int32
                    type=bytes; type 'bytes': expected fp32
                    dist=normal; dist without type
                    dim=3; dim without type
                    type=fp32,dist=zipf; dist 'zipf': expected uniform, normal
                    type=fp32,low=1; low 1 and high 1: expected low below high
                    type=fp32,low=2,high=-2; low 2 and high -2
                    type=fp32,low=x; low 'x': expected a decimal number
                    type=fp32,low=1e3; low '1e3'
                    type=fp32,low=1,high=1.000000001; as fp32, both are 1.0
                    type=fp32,high=1000000000000000000000000000000000000000; for type fp32
                    type=fp32,low=-300000000000000000000000000000000000000,high=300000000000000000000000000000000000000; a difference that type fp32 has
                    type=fp16,high=65505; high 65505: expected -65504 to 65504 for type fp16
                    type=fp32,mean=1; mean with dist=uniform
                    type=fp32,dist=normal,low=1; low with dist=normal
                    type=fp32,dist=normal,sd=0; sd 0: expected a number above 0
                    type=fp32,dist=normal,sd=-1; sd -1
                    type=fp16,dist=normal,sd=9000; 9 standard deviations
                    type=int8,high=129; high 129: expected -128 to 128 for type int8
                    type=int8,low=-129,high=1; low -129
                    type=int8,low=0.5,high=3; low 0.5: expected a whole number
                    type=int8,dist=normal,mean=200; mean 200: expected -128 to 127
                    type=int8,high=5,norm=l2; norm=l2 with type int8
                    type=int32,high=5,neighbours=5@1; neighbours with type int32
                    type=fp32,norm=l1; norm 'l1': expected l2
                    type=fp32,high=0.0000000001,dim=10,norm=l2; 2^-20 to 2^40
                    type=fp32,dim=0; dim 0: expected 1 to 1048576
                    type=fp32,dim=1048577; dim 1048577
                    type=fp32,dim=-1; dim '-1'
                    type=fp32,dim=3; size 4000: expected a multiple of 12 bytes
                    type=fp32,compress=2; compress 2 with type fp32: expected compress=1
                    type=fp32,dim=250,norm=l2,dedup=2; norm=l2 with rows of 1000 bytes and duplicate
                    type=fp32,dim=250,norm=l2,change=5%; norm=l2 with rows of 1000 bytes and duplicate
                    type=fp32,neighbours=5; neighbours '5': expected rows
                    type=fp32,neighbours=0@1; neighbours '0@1'
                    type=fp32,neighbours=1000@0; neighbours with noise 0
                    type=fp32,neighbours=1000@101; neighbours with noise 101
                    type=fp32,neighbours=999@1; neighbours of 999 rows: expected at least 1000
                    type=fp32,neighbours=1000@1,dedup=2; neighbours with dedup
                    type=fp32,dim=10,norm=l2,neighbours=1000@1; neighbours with norm=l2 and uniform
                    """)
    void wrongNumbersAreNamed(String numbers, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipe.parse("dgen1:seed=1,size=4000," + numbers))
                .withMessageContaining(message);
    }

    @Test
    void filesOfADatasetHaveNumbers() {
        Dataset set = Dataset.parse("dgenset1:files=3,size=200004;dgen1:seed=1,block=4KiB,type=fp32,dist=normal,dim=3");
        assertThat(set).hasToString(Dataset.parse(set.toString()).toString());
        DatasetContent content = new DatasetContent(set, GeneratorConfig.of(set.body()));
        float[] numbers = new float[50_001];
        MemorySegment segment = MemorySegment.ofArray(numbers);
        content.fill(set.file(2), 0, segment);
        assertThat(content.verify(set.file(2), 0, segment).isOk()).isTrue();
        assertThat(NumberStatistics.distance(NumberStatistics.doubles(numbers), NumberStatistics::normal))
                .isLessThan(0.01);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dataset.parse("dgenset1:files=3,size=9;dgen1:seed=1,type=fp32,dim=3,norm=l2"))
                .withMessageContaining("rows that divide the block");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dataset.parse("dgenset1:files=3,size=9;dgen1:seed=1,type=fp32,neighbours=9@1"))
                .withMessageContaining("a single stream of queries");
    }
}
