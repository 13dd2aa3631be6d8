// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.CompressFor;
import io.dgen.Compression;
import io.dgen.Compressor;
import io.dgen.DataStream;
import io.dgen.Dedup;
import io.dgen.Engine;
import io.dgen.Generation;
import io.dgen.GeneratorConfig;
import io.dgen.Mixture;
import io.dgen.Reach;
import io.dgen.Recipe;
import io.dgen.Texture;
import io.dgen.Verification;
import io.dgen.testing.Configs;
import io.dgen.testing.Guarded;
import io.dgen.testing.MemoryKind;
import io.dgen.testing.WrongBytes;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Any range of any recipe is the same with every engine, and every engine finds the same wrong bytes. {@code
 * -Ddgen.fuzz.rounds=N} and {@code -Ddgen.fuzz.seed=N} run longer, or other, rounds.
 */
class EngineFuzzTest {
    private static final int ROUNDS = Integer.getInteger("dgen.fuzz.rounds", 150);
    private static final int MAX_BYTES = 400_000;

    private final RandomGenerator random = new SplittableRandom(Long.getLong("dgen.fuzz.seed", 1));

    @Test
    void makeAndFindTheSameBytes() {
        for (int round = 0; round < ROUNDS; round++) {
            Recipe recipe = recipe();
            int length = random.nextInt(MAX_BYTES);
            long offset = random.nextLong(recipe.sizeBytes() - length + 1);
            byte[] expected = new byte[length];
            new DataStream(Configs.of(recipe, Engine.SCALAR, 1)).fill(offset, expected);
            byte[] damaged = damaged(expected);
            List<GeneratorConfig> ways = Configs.allWays(recipe);
            for (int way = random.nextInt(4); way < ways.size(); way += 4) {
                String what = "round " + round + ", " + length + " bytes at " + offset + " of " + ways.get(way);
                DataStream stream = new DataStream(ways.get(way));
                Guarded buffer = Guarded.allocate(anyOf(MemoryKind.values()), random.nextInt(100), length);

                stream.fill(offset, buffer.range());
                buffer.assertHolds(expected, 0, what);
                assertThat(stream.verify(offset, buffer.range()))
                        .as(what)
                        .isEqualTo(new Verification(length, length, false, 0, List.of()));
                assertThat(stream.verify(offset, damaged))
                        .as(what)
                        .isEqualTo(WrongBytes.compare(offset, expected, damaged));
            }
        }
    }

    private Recipe recipe() {
        long block = 4096L << random.nextInt(8);
        long size = MAX_BYTES + (random.nextLong() >>> (2 + random.nextInt(40)));
        return Recipe.builder()
                .seed(random.nextLong())
                .streamId(random.nextLong(1000))
                .sizeBytes(size)
                .generation(size > 1L << 60 ? Generation.NONE : generation())
                .blockSizeBytes(block)
                .dedup(dedup(block))
                .compression(compression(block))
                .build();
    }

    /** With less than 8 versions of each content. */
    private Generation generation() {
        return random.nextBoolean() ? Generation.NONE : new Generation(random.nextInt(7), random.nextDouble(0.01, 1));
    }

    private Compression compression(long block) {
        CompressFor target = target();
        Texture chosen = anyOf(Texture.values());
        Texture texture = chosen.suits(target) ? chosen : Texture.defaultFor(target);
        boolean canReach = texture == Texture.COPY || texture == Texture.RUN;
        boolean hasReach = canReach && block >= 16384 && random.nextBoolean();
        return new Compression(mixture(), target, texture, hasReach ? reach(block) : Reach.NONE);
    }

    private Reach reach(long block) {
        Reach.Entry all = new Reach.Entry(block, block >> random.nextInt(1, 3), random.nextDouble(0.1, 0.5));
        return new Reach(List.of(all, new Reach.Entry(8192, 4096, random.nextDouble(0.1, 0.5))));
    }

    private Dedup dedup(long block) {
        double ratio = random.nextDouble(1, 10);
        return switch (random.nextInt(5)) {
            case 0 -> Dedup.NONE;
            case 1 -> new Dedup.Windowed(ratio, block * random.nextInt(10, 100));
            case 2 -> new Dedup.HotSet(3 + ratio, 0.2, 0.8);
            case 3 -> Dedup.parse("copies(1@0.4+" + random.nextInt(2, 50) + "@0.6)");
            default -> Dedup.of(ratio);
        };
    }

    private Mixture mixture() {
        return switch (random.nextInt(3)) {
            case 0 -> Mixture.NONE;
            case 1 -> Mixture.of(random.nextInt(100, 6401) / 100.0);
            default -> Mixture.parse("1@0.3+2.5@0.4+" + random.nextInt(3, 65) + "/" + random.nextInt(4, 9) + "@0.3");
        };
    }

    private CompressFor target() {
        return random.nextBoolean()
                ? CompressFor.ANY
                : CompressFor.of(anyOf(Compressor.values()), 4096L << random.nextInt(13));
    }

    /** A copy with any number of wrong bytes, from none to all, in runs. */
    private byte[] damaged(byte[] bytes) {
        byte[] damaged = bytes.clone();
        int runs = bytes.length == 0 ? 0 : random.nextInt(5);
        for (int i = 0; i < runs; i++) {
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + 1 + (random.nextInt(bytes.length) >>> random.nextInt(19)));
            for (int at = from; at < to; at++) {
                damaged[at] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return damaged;
    }

    private <T> T anyOf(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
