// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.selftest;

import io.dgen.CompressFor;
import io.dgen.Compression;
import io.dgen.Compressor;
import io.dgen.Dedup;
import io.dgen.Mixture;
import io.dgen.Reach;
import io.dgen.Recipe;
import io.dgen.Texture;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A range of a stream, and how to generate and verify it.
 *
 * @param offset position in the stream
 * @param length number of bytes
 * @param threads largest number of threads
 * @param misalignment address of the first byte, modulo 64
 * @param isOnHeap whether the buffer is an array
 * @param flip index in the range of the byte that is changed, so that verify must report it
 */
record SelftestCase(Recipe recipe, long offset, int length, int threads, int misalignment, boolean isOnHeap, int flip) {
    static final int MAX_LENGTH = 6 << 20;
    private static final int MIN_SHARED_LENGTH = 4 << 20;

    /** Case number {@code index} of a seed. */
    static SelftestCase of(long seed, long index) {
        SplittableRandom random = new SplittableRandom(seed ^ index * 0x9E3779B97F4A7C15L);
        int length = length(random);
        long size =
                Math.max(length, random.nextBoolean() ? magnitude(random) : Long.MAX_VALUE - random.nextInt(1 << 16));
        long blockSize = 4096L << random.nextInt(14);
        Recipe recipe = new Recipe(
                random.nextLong(),
                random.nextBoolean() ? random.nextInt(8) : random.nextLong(),
                size,
                blockSize,
                dedup(random, blockSize),
                compression(random, blockSize));
        long offset = offset(random, size - length);
        return new SelftestCase(
                recipe,
                offset,
                length,
                random.nextBoolean() ? 1 : 1 + random.nextInt(8),
                random.nextInt(4) == 0 ? 0 : random.nextInt(64),
                random.nextInt(3) == 0,
                length == 0 ? 0 : random.nextInt(length));
    }

    /** Most lengths are a few pages, which tests the ends of ranges; some are large enough for several threads. */
    private static int length(SplittableRandom random) {
        int kind = random.nextInt(40);
        if (kind == 0) {
            return random.nextInt(MIN_SHARED_LENGTH, MAX_LENGTH + 1);
        }
        return random.nextInt(kind < 4 ? 64 : kind < 8 ? 300_000 : 20_000);
    }

    /** {@return a number of any magnitude: each number of digits is equally likely} */
    private static long magnitude(SplittableRandom random) {
        return random.nextLong() >>> 1 + random.nextInt(62);
    }

    private static Dedup dedup(SplittableRandom random, long blockSize) {
        double ratio = ratio(random);
        return switch (random.nextInt(6)) {
            case 0 -> new Dedup.Windowed(Math.min(ratio, 100), blockSize * random.nextInt(100, 1000));
            case 1 -> new Dedup.HotSet(Math.max(ratio, 2), .05, .5);
            case 2 ->
                new Dedup.Copies(List.of(
                        new Dedup.HistogramBin(1, .8),
                        new Dedup.HistogramBin(2 + random.nextInt(5), .1),
                        new Dedup.HistogramBin(10 + random.nextInt(1000), .1)));
            default -> Dedup.of(ratio);
        };
    }

    private static Compression compression(SplittableRandom random, long block) {
        Mixture mixture = switch (random.nextInt(4)) {
            case 0 -> Mixture.parse("1@0.3+2/5@0.2+2/7@0.1+2@0.2+8@0.2");
            case 1 -> Mixture.NONE;
            default ->
                new Mixture(List.of(new Mixture.Component(
                        random.nextInt(100, 6401) / 100.0, random.nextBoolean() ? 8 : random.nextInt(4, 8), 1)));
        };
        CompressFor target = random.nextBoolean()
                ? CompressFor.ANY
                : CompressFor.of(any(random, Compressor.values()), 4096L << random.nextInt(9));
        Texture chosen = any(random, Texture.values());
        Texture texture = chosen.suits(target) ? chosen : Texture.defaultFor(target);
        boolean canReach = texture == Texture.COPY || texture == Texture.RUN;
        boolean hasReach = canReach && block >= 8192 && random.nextBoolean();
        return new Compression(mixture, target, texture, hasReach ? reach(random, block) : Reach.NONE);
    }

    private static Reach reach(SplittableRandom random, long block) {
        Reach.Entry all = new Reach.Entry(block, block / 2, random.nextInt(1, 50) / 100.0);
        return block == 8192 ? new Reach(List.of(all)) : new Reach(List.of(all, new Reach.Entry(8192, 4096, 0.3)));
    }

    private static <T> T any(SplittableRandom random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static double ratio(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> 1;
            case 1 -> 1 + random.nextInt(10);
            case 2 -> 1e12;
            default -> 1 + Math.rint(random.nextDouble() * 10_000) / 1000;
        };
    }

    private static long offset(SplittableRandom random, long last) {
        long any = last == Long.MAX_VALUE ? magnitude(random) : random.nextLong(last + 1);
        return switch (random.nextInt(5)) {
            case 0 -> Math.min(last, random.nextInt(10_000));
            case 1 -> last;
            case 2 -> any & -4096;
            default -> any;
        };
    }

    @Override
    public String toString() {
        return "recipe " + recipe + ", offset " + offset + ", length " + length + ", up to " + threads + " threads, "
                + (isOnHeap ? "array" : "native") + " buffer, misaligned by " + misalignment;
    }
}
