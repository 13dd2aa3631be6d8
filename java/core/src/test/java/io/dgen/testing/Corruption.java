// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import io.dgen.DataStream;
import io.dgen.Diagnosis;
import io.dgen.Diagnosis.Cause;
import io.dgen.Recipe;
import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Damages the data of a stream as storage does.
 *
 * @param cause the right diagnosis
 * @param from start of the damage
 * @param to end of the damage; everything behind it is right
 * @param text for messages
 */
public record Corruption(Cause cause, int from, int to, String text) {
    private static final int PAGE = 4096;
    private static final int SECTOR = 512;

    /** Kinds of damage. */
    public enum Kind {
        ZEROS,
        CONSTANT,
        BITS,
        STUCK_BIT,
        MISPLACED_PAGES,
        MISPLACED_SECTORS,
        SWAPPED_BLOCKS,
        FOREIGN_SEED,
        FOREIGN_NEIGHBOUR,
        STALE,
        TORN_BY_ZEROS,
        TORN_BY_FOREIGN,
        TORN_BY_MISPLACED,
        TORN_BY_GARBAGE,
        GARBAGE,
        INSERTED,
        DELETED;

        /** Whether this damage can happen to a stream. */
        public boolean fits(Recipe recipe) {
            return this != STALE || recipe.generation().number() > 0;
        }

        /** Whether everything behind the place is damaged. */
        public boolean isToTheEnd() {
            return this == INSERTED || this == DELETED;
        }
    }

    /** The recipe of another seed, which the explainer is told of. */
    public static Recipe otherSeed(Recipe recipe) {
        return recipe.toBuilder().seed(recipe.seed() + 1).build();
    }

    /** Damages {@code data[low .. high)}; both bounds are multiples of the page size. */
    public static Corruption apply(
            Kind kind, RandomGenerator random, DataStream stream, byte[] data, int low, int high) {
        int pages = (high - low) / PAGE;
        int first = random.nextInt(pages);
        int count = random.nextInt(1, Math.min(8, pages - first) + 1);
        int from = low + first * PAGE;
        int to = from + count * PAGE;
        switch (kind) {
            case ZEROS -> {
                from += random.nextBoolean() ? 0 : random.nextInt(PAGE - 64);
                to = random.nextBoolean() ? to : random.nextInt(from + 32, to + 1);
                Arrays.fill(data, from, to, (byte) 0);
                return of(Cause.ZEROS, from, to, kind);
            }
            case CONSTANT -> {
                int value = random.nextInt(1, 256);
                Arrays.fill(data, from, to, (byte) value);
                return of(Cause.CONSTANT, from, to, kind);
            }
            case BITS -> {
                for (int bits = random.nextInt(1, 9); bits > 0; bits--) {
                    data[random.nextInt(from, to)] ^= (byte) (1 << random.nextInt(8));
                }
                return of(Cause.BITS, from, to, kind);
            }
            case STUCK_BIT -> {
                int bit = 1 << random.nextInt(8);
                for (int i = from + random.nextInt(64); i < to; i += 64) {
                    data[i] |= (byte) bit;
                }
                return of(Cause.BITS, from, to, kind);
            }
            case MISPLACED_PAGES -> {
                copy(stream, sourceOf(random, stream, from, to - from, PAGE), data, from, to);
                return of(Cause.MISPLACED, from, to, kind);
            }
            case MISPLACED_SECTORS -> {
                from += random.nextInt(8) * SECTOR;
                to = Math.min(to, from + random.nextInt(1, 8) * SECTOR);
                copy(stream, sourceOf(random, stream, from, to - from, SECTOR), data, from, to);
                return of(Cause.MISPLACED, from, to, kind);
            }
            case SWAPPED_BLOCKS -> {
                int other = low + random.nextInt(pages) * PAGE;
                byte[] page = Arrays.copyOfRange(data, from, from + PAGE);
                System.arraycopy(data, other, data, from, PAGE);
                System.arraycopy(page, 0, data, other, PAGE);
                return of(Cause.MISPLACED, Math.min(from, other), Math.max(from, other) + PAGE, kind);
            }
            case FOREIGN_SEED -> {
                copy(other(stream, otherSeed(stream.recipe())), from, data, from, to);
                return of(Cause.FOREIGN, from, to, kind);
            }
            case FOREIGN_NEIGHBOUR -> {
                copy(neighbour(random, stream), from, data, from, to);
                return of(Cause.FOREIGN, from, to, kind);
            }
            case STALE -> {
                Recipe recipe = stream.recipe();
                int earlier = random.nextInt(recipe.generation().number());
                copy(other(stream, recipe.withGeneration(earlier)), from, data, from, to);
                return of(Cause.STALE, from, to, kind);
            }
            case TORN_BY_ZEROS -> {
                from += random.nextInt(1, 8) * SECTOR;
                to = from / PAGE * PAGE + PAGE;
                Arrays.fill(data, from, to, (byte) 0);
                return of(Cause.TORN, from, to, kind);
            }
            case TORN_BY_FOREIGN -> {
                from += random.nextInt(1, 8) * SECTOR;
                to = from / PAGE * PAGE + PAGE;
                copy(other(stream, otherSeed(stream.recipe())), from, data, from, to);
                return of(Cause.TORN, from, to, kind);
            }
            case TORN_BY_MISPLACED -> {
                from += random.nextInt(1, 8) * SECTOR;
                to = from / PAGE * PAGE + PAGE;
                copy(stream, sourceOf(random, stream, from, to - from, PAGE), data, from, to);
                return of(Cause.TORN, from, to, kind);
            }
            case TORN_BY_GARBAGE -> {
                from += random.nextInt(1, PAGE - 64);
                to = from / PAGE * PAGE + PAGE;
                garbage(random, data, from, to);
                return of(Cause.TORN, from, to, kind);
            }
            case GARBAGE -> {
                garbage(random, data, from, to);
                return of(Cause.UNKNOWN, from, to, kind);
            }
            case INSERTED -> {
                int at = low + random.nextInt(high - low - 4 * SECTOR);
                int n = random.nextInt(1, random.nextBoolean() ? 2000 : (high - at) / 2 + 2);
                System.arraycopy(data.clone(), at, data, at + n, data.length - at - n);
                garbage(random, data, at, at + n);
                return of(Cause.SHIFTED, at + n, data.length, kind);
            }
            case DELETED -> {
                int at = low + random.nextInt(high - low - 4 * SECTOR);
                int n = random.nextInt(1, random.nextBoolean() ? 2000 : (high - at) / 2 + 2);
                System.arraycopy(data.clone(), at + n, data, at, data.length - at - n);
                return of(Cause.SHIFTED, at, data.length - n, kind);
            }
        }
        throw new IllegalStateException();
    }

    private static Corruption of(Cause cause, int from, int to, Kind kind) {
        return new Corruption(cause, from, to, kind.name().toLowerCase(Locale.ROOT) + " " + from + " to " + to);
    }

    private static void garbage(RandomGenerator random, byte[] data, int from, int to) {
        byte[] garbage = new byte[to - from];
        random.nextBytes(garbage);
        if (from < data.length) {
            garbage[0] = (byte) ~data[from]; // the first byte differs, so that the place is known
        }
        System.arraycopy(garbage, 0, data, from, to - from);
    }

    /** An offset with whole steps between it and the place, and room for the length. */
    private static long sourceOf(RandomGenerator random, DataStream stream, int place, int length, int step) {
        long low = place % step;
        long places = (stream.totalSize() - length - low) / step;
        return low + random.nextLong(places + 1) * step;
    }

    private static DataStream other(DataStream stream, Recipe recipe) {
        return new DataStream(Configs.of(recipe, stream.engine(), 1));
    }

    private static DataStream neighbour(RandomGenerator random, DataStream stream) {
        Recipe recipe = stream.recipe();
        int distance = random.nextBoolean() ? 1 : -random.nextInt(1, 9);
        return other(
                stream,
                recipe.toBuilder().streamId(recipe.streamId() + distance).build());
    }

    private static void copy(DataStream source, long offset, byte[] data, int from, int to) {
        byte[] bytes = new byte[to - from];
        source.fill(offset, bytes);
        System.arraycopy(bytes, 0, data, from, to - from);
    }

    private static Recipe withGeneration(Recipe recipe, DataStream stream) {
        return recipe.toBuilder().generation(stream.recipe().generation()).build();
    }

    /** Whether the next generation has other bytes. */
    private static boolean isLast(Diagnosis.Copy copy, DataStream stream, int from, byte[] bytes) {
        int number = copy.recipe().generation().number();
        byte[] next = new byte[bytes.length];
        other(stream, stream.recipe().withGeneration(number + 1)).fill(from, next);
        return withGeneration(copy.recipe(), stream).equals(stream.recipe())
                && number < stream.recipe().generation().number()
                && !Arrays.equals(next, bytes);
    }

    /**
     * Whether no earlier block has the same bytes at the same place. Any place is right for ranges of several blocks, and
     * for runs, which the textures have everywhere.
     */
    private static boolean isFirst(Diagnosis.Copy copy, DataStream stream, byte[] right, byte[] found) {
        int block = (int) stream.recipe().blockSizeBytes();
        int at = (int) copy.offset() % block;
        boolean isInOneBlock = at + found.length <= block;
        boolean isRun = Arrays.equals(found, 1, found.length, found, 0, found.length - 1);
        while (!Arrays.equals(right, at, at + found.length, found, 0, found.length)) {
            at += block;
        }
        return at == copy.offset() || !isInOneBlock || isRun;
    }

    /** Whether the bytes of the data are what the diagnosis says; an independent check of all of them. */
    public static boolean isTrue(Diagnosis diagnosis, DataStream stream, byte[] right, byte[] data) {
        Cause cause = diagnosis.detail() instanceof Diagnosis.Torn torn ? torn.cause() : diagnosis.cause();
        Diagnosis.Detail detail =
                diagnosis.detail() instanceof Diagnosis.Torn torn ? torn.detail() : diagnosis.detail();
        int from = (int) diagnosis.offset();
        int to = (int) diagnosis.end();
        byte[] found = Arrays.copyOfRange(data, from, to);
        return switch (detail) {
            case Diagnosis.Fill fill -> {
                byte[] bytes = new byte[found.length];
                Arrays.fill(bytes, (byte) fill.value());
                yield Arrays.equals(bytes, found) && (cause == Cause.ZEROS) == (fill.value() == 0);
            }
            case Diagnosis.Copy copy -> {
                byte[] bytes = new byte[found.length];
                other(stream, copy.recipe()).fill(copy.offset(), bytes);
                yield Arrays.equals(bytes, found)
                        && switch (cause) {
                            case FOREIGN ->
                                !withGeneration(copy.recipe(), stream).equals(stream.recipe());
                            case STALE -> isLast(copy, stream, from, bytes);
                            case MISPLACED ->
                                copy.recipe().equals(stream.recipe()) && isFirst(copy, stream, right, found);
                            default -> copy.recipe().equals(stream.recipe());
                        };
            }
            case Diagnosis.Bits bits -> {
                long count = 0;
                int mask = 0;
                for (int i = from; i < to; i++) {
                    count += Integer.bitCount((right[i] ^ data[i]) & 0xFF);
                    mask |= (right[i] ^ data[i]) & 0xFF;
                }
                yield count == bits.count() && mask == bits.mask();
            }
            default -> cause == Cause.UNKNOWN;
        };
    }
}
