// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.dgen.internal.plan.DedupPlan;
import io.dgen.internal.plan.LiteralPlan;
import io.dgen.testing.Configs;
import io.dgen.testing.Model;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenerationTest {
    private static final int BLOCK = 4096;

    private static final List<String> PLANS = List.of(
            "dedup=1",
            "dedup=2.5",
            "dedup=2.5,window=68KiB",
            "dedup=copies(1@0.5+2@0.3+10@0.2)",
            "dedup=3,hot=10%@50%",
            "dedup=1000");

    private static Recipe recipe(String keys, int number, double change) {
        Recipe first = Recipe.parse("dgen1:seed=5,stream=6,size=1000000,block=4KiB," + keys);
        return first.toBuilder().generation(new Generation(number, change)).build();
    }

    private static byte[] bytes(Recipe recipe) {
        byte[] bytes = new byte[Math.toIntExact(recipe.sizeBytes())];
        new DataStream(Configs.of(recipe)).fill(0, bytes);
        return bytes;
    }

    /** The content number of each logical block. */
    private static long[] contents(Recipe recipe) {
        DedupPlan plan = recipe.plan();
        long[] contents = new long[Math.toIntExact(recipe.logicalBlocks())];
        Arrays.setAll(contents, b -> plan.contentOffset((long) b * BLOCK) / BLOCK);
        return contents;
    }

    @ParameterizedTest
    @FieldSource("PLANS")
    void generation0HasTheBytesWithoutGenerations(String plan) {
        String keys = plan + ",compress=1@0.3+3@0.7,texture=run";

        assertThat(bytes(recipe(keys, 0, 0.05))).isEqualTo(bytes(recipe(keys, 0, 0)));
        assertThat(bytes(recipe(keys, 20, 0.05))).isNotEqualTo(bytes(recipe(keys, 0, 0)));
    }

    @ParameterizedTest
    @FieldSource("PLANS")
    void makesTheBytesOfTheModel(String plan) {
        for (Generation g : List.of(
                new Generation(1, 0.05),
                new Generation(33, 0.17),
                new Generation(2, 1),
                new Generation(1_000_000, 0.3))) {
            Recipe recipe = recipe(plan, g.number(), g.change());
            assertThat(bytes(recipe)).as(recipe.toString()).isEqualTo(Model.stream(recipe));
        }
    }

    @ParameterizedTest
    @FieldSource("PLANS")
    void eachGenerationChangesTheShareOfTheContents(String plan) {
        for (double change : new double[] {0.001, 0.05, 1 / 3.0, 0.999, 1}) {
            Map<Long, Long> versions = new HashMap<>();
            Recipe first = recipe(plan, 0, change);
            long u = first.contentBlocks();
            long allChanges = 0;
            long[] before = contents(first);
            for (int g = 1; g <= 40; g++) {
                long[] now = contents(recipe(plan, g, change));
                Set<Long> changed = new HashSet<>();
                for (int b = 0; b < now.length; b++) {
                    assertThat(now[b] % u).isEqualTo(before[b] % u);
                    assertThat(now[b] - before[b]).isIn(0L, u);
                    if (now[b] != before[b]) {
                        changed.add(now[b]);
                    }
                    versions.put(now[b] % u, now[b] / u);
                }
                String what = plan + ", " + change + ", generation " + g;
                assertThat((double) changed.size()).as(what).isCloseTo(u * change, within(1.0));
                allChanges += changed.size();
                assertThat(allChanges - g * u * change).as(what).isBetween(-1.0 - 1e-6, 1e-6);
                before = now;
            }
            // All contents change equally often.
            assertThat(versions.values().stream().mapToLong(v -> v).max().orElseThrow()
                            - versions.values().stream().mapToLong(v -> v).min().orElseThrow())
                    .isLessThanOrEqualTo(1);
        }
    }

    /** Compares blocks of data: two blocks are equal in a generation exactly if they are equal in generation 0. */
    @ParameterizedTest
    @FieldSource("PLANS")
    void copiesChangeTogetherToBytesThatNoGenerationHadBefore(String plan) {
        String keys = plan + ",compress=1@0.4+4@0.6";
        Map<String, Integer> firstSeen = new HashMap<>();
        Map<Integer, String> before = new HashMap<>();
        long[] contents = contents(recipe(keys, 0, 0.3));
        for (int g = 0; g <= 12; g++) {
            byte[] data = bytes(recipe(keys, g, 0.3));
            Map<Long, String> ofContent = new HashMap<>();
            for (int b = 0; b < contents.length - 1; b++) {
                String block = Arrays.toString(Arrays.copyOfRange(data, b * BLOCK, b * BLOCK + 64))
                        + Arrays.hashCode(Arrays.copyOfRange(data, b * BLOCK, (b + 1) * BLOCK));
                String other = ofContent.putIfAbsent(contents[b], block);
                assertThat(other == null ? block : other).isEqualTo(block);
                if (!block.equals(before.put(b, block))) {
                    assertThat(firstSeen.getOrDefault(block, g)).isEqualTo(g);
                }
                firstSeen.putIfAbsent(block, g);
            }
            assertThat(new HashSet<>(ofContent.values())).hasSameSizeAs(ofContent.keySet());
        }
    }

    @ParameterizedTest
    @FieldSource("PLANS")
    void allVersionsOfAContentHaveItsLiterals(String plan) {
        String keys = plan + ",compress=1@0.2+2@0.3+3/6@0.2+8@0.3";
        Recipe first = recipe(keys, 0, 0.1);
        LiteralPlan literals = first.literals();
        for (int g : new int[] {1, 7, 55, 1000}) {
            Recipe recipe = recipe(keys, g, 0.1);
            for (long at = 0; at < recipe.sizeBytes(); at += 1000) {
                long offset = recipe.plan().contentOffset(at);
                assertThat(recipe.literals().at(offset))
                        .isEqualTo(literals.at(first.plan().contentOffset(at)));
                assertThat(recipe.literals().runLength(offset))
                        .isEqualTo(literals.runLength(first.plan().contentOffset(at)));
            }
            assertThat(recipe.predictedRatios().drawnMixture())
                    .isEqualTo(first.predictedRatios().drawnMixture());
            assertThat(recipe.predictedRatios().fixed())
                    .isEqualTo(first.predictedRatios().fixed());
        }
    }

    @Test
    void compressorsReachTheSameRatioInEachGeneration() {
        String keys = "dedup=2,compress=1@0.3+2@0.5+8@0.2";
        double first = deflated(bytes(recipe(keys, 0, 0.25)));
        for (int g = 1; g <= 8; g++) {
            assertThat(deflated(bytes(recipe(keys, g, 0.25)))).isCloseTo(first, within(0.003 * first));
        }
    }

    private static double deflated(byte[] data) {
        byte[] out = new byte[2 * data.length];
        long size = 0;
        for (int at = 0; at < data.length; at += BLOCK) {
            try (Deflater deflater = new Deflater(1)) {
                deflater.setInput(data, at, Math.min(BLOCK, data.length - at));
                deflater.finish();
                size += deflater.deflate(out);
            }
        }
        return size;
    }

    @ParameterizedTest
    @ValueSource(strings = {"compress=1@0.5+3@0.5,reach=64KiB/16KiB@0.5,block=128KiB", "compress=2,texture=cells"})
    void everyEngineMakesTheBytesOfAnyRange(String keys) {
        Recipe recipe = Recipe.parse("dgen1:seed=5,size=1EiB,dedup=2.5,hot=5%@50%,generation=11,change=17%," + keys);
        long offset = (1L << 59) + 12_345;
        byte[] expected = new byte[700_000];
        new DataStream(Configs.of(recipe, Engine.SCALAR, 1)).fill(offset, expected);
        for (GeneratorConfig config : Configs.allWays(recipe)) {
            byte[] part = new byte[400_000];
            DataStream stream = new DataStream(config);
            stream.fill(offset + 200_001, part);
            assertThat(part).as(config.toString()).isEqualTo(Arrays.copyOfRange(expected, 200_001, 600_001));
            assertThat(stream.verify(offset, expected).isOk())
                    .as(config.toString())
                    .isTrue();
        }
        assertThat(new DataStream(Configs.of(recipe.withGeneration(10)))
                        .verify(offset, expected)
                        .isOk())
                .isFalse();
    }

    /** Without duplicates and with one version too many, content offsets would exceed 2^63. */
    @ParameterizedTest
    @CsvSource({
        "4611686018427256832, 1, 1, 1",
        "4611686018427256832, 1, 0.05, 20",
        "4EiB, 1, 1, 0",
        "4EiB, 2, 0.05, 40",
        "1PiB, 1, 0.05, 163800",
        "7EiB, 1, 0.5, 0",
        "1GiB, 1, 1, 2147483647",
        "4611686018427256832, 1, 0.333, 3"
    })
    void theLastGenerationIsThatWithEnoughContents(String size, double dedup, double change, int last) {
        Recipe first = Recipe.builder()
                .seed(1)
                .sizeBytes(ByteSize.parse(size))
                .dedup(Dedup.of(dedup))
                .generation(new Generation(0, change))
                .build();
        Recipe allowed = first.withGeneration(last);

        byte[] end = new byte[10_000];
        new DataStream(Configs.of(allowed)).fill(allowed.sizeBytes() - end.length, end);
        assertThat(end).isNotEqualTo(new byte[10_000]);
        if (last < Integer.MAX_VALUE) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> first.withGeneration(last + 1))
                    .withMessageContaining("generation " + (last + 1) + ": expected 0 to " + last + " for ");
        }
    }

    @Test
    void refusesWrongValues() {
        Recipe none = recipe("dedup=1", 0, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> none.withGeneration(1))
                .withMessage("generation 1 without change: expected both, such as generation=3,change=5%");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Generation(0, 1.01))
                .withMessageStartingWith("change 101%: expected");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Generation(0, Double.NaN))
                .withMessageStartingWith("change NaN: expected");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Generation(-1, 0.5))
                .withMessage("generation -1: expected 0 to 2147483647");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipe.parse("dgen1:seed=1,size=5,generation=3"))
                .withMessageContaining("generation 3 without change: expected both, such as generation=3,change=5%");
    }
}
