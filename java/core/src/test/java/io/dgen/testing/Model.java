// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import io.dgen.Recipe;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Format v1, implemented from docs/format.md in the simplest way. Shares no code with the engines and the plans. */
public final class Model {
    public static final int PAGE = 4096;
    public static final int LANES = 8;

    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final long CONTENT = 0x6467656E31636F6EL;

    private Model() {}

    public static long mix64(long z) {
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    public static long[] contentKey(long seed, long streamId) {
        long u = mix64(seed + CONTENT);
        long v = mix64(streamId + CONTENT);
        long[] key = new long[4];
        for (int j = 0; j < 4; j++) {
            key[j] = mix64(mix64(u + (2 * j + 1) * GAMMA) ^ mix64(v + (2 * j + 2) * GAMMA));
        }
        return key;
    }

    public static long[] laneState(long[] key, long page, int lane) {
        long[] state = new long[4];
        for (int j = 0; j < 4; j++) {
            state[j] = mix64(key[j] + (8 * page + lane + 1) * GAMMA);
        }
        return state;
    }

    private static long xoshiro(long[] s) {
        long result = Long.rotateLeft(s[0] + s[3], 23) + s[0];
        long t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = Long.rotateLeft(s[3], 45);
        return result;
    }

    public static byte[] page(long[] key, long page) {
        byte[] bytes = new byte[PAGE];
        for (int lane = 0; lane < LANES; lane++) {
            long[] state = laneState(key, page, lane);
            for (int at = lane * 8; at < PAGE; at += 64) {
                long word = xoshiro(state);
                for (int b = 0; b < 8; b++) {
                    bytes[at + b] = (byte) (word >>> 8 * b);
                }
            }
        }
        return bytes;
    }

    /**
     * Structure of compressible pages.
     *
     * @param run the run byte; 0 for copies; {@link #SKIP} for the tail of texture skip; negative for stripes of the
     *     byte -run
     * @param literals literal bytes of a cell, in 1/65536 bytes
     * @param bits bits of a literal byte that are not cleared
     * @param shared lines that pages have in common, in ascending order of the group
     */
    public record Cells(int cells, int run, long literals, int bits, List<Shared> shared) {
        public static final int SKIP = 256;

        public static final Cells INCOMPRESSIBLE = new Cells(1, 0, (long) PAGE << 16, 8);

        public Cells(int cells, int run, long literals, int bits) {
            this(cells, run, literals, bits, List.of());
        }
    }

    /**
     * Lines that the pages of a group share.
     *
     * @param group pages
     * @param distance pages
     * @param share in 1/65536 of the literals
     */
    public record Shared(long group, long distance, long share) {}

    private static byte[] lines(long[] key, long page, Cells cells) {
        byte[] lines = page(key, page);
        if (cells.literals == (long) PAGE << 16 && cells.bits == 8) {
            return lines;
        }
        int before = 0;
        long shares = 0;
        for (int k = 0; k < cells.shared.size(); k++) {
            Shared s = cells.shared.get(k);
            shares += s.share;
            long exact = cells.literals * shares / (64 << 16);
            long number = page / cells.shared.getLast().group % 65536;
            long rounded = (number + 1) * exact / 65536 - number * exact / 65536;
            int end = (int) Math.min(rounded, Math.max(0, (cells.literals >> 16) / 64 - 1));
            byte[] source = page(key, (1L << 53) + 4 * (page / s.group * s.group + page % s.distance) + k);
            for (int at = before; at < end; at++) {
                System.arraycopy(source, 64 * (at - before), lines, 64 * at, 64);
            }
            before = Math.max(before, end);
        }
        return lines;
    }

    public static byte[] page(long[] key, long page, Cells cells) {
        byte[] outputs = lines(key, page, cells);
        byte[] bytes = new byte[PAGE];
        int size = PAGE / cells.cells;
        int lines = (int) Math.ceil(Math.ceil(cells.literals / 65536.0) / 64);
        for (int cell = 0; cell < cells.cells; cell++) {
            long number = (page % 65536 * cells.cells + cell) % 65536;
            boolean skip = cells.run == Cells.SKIP;
            int literals = skip
                    ? skipLiterals(cells.literals, number)
                    : (int) ((number + 1) * cells.literals / 65536 - number * cells.literals / 65536);
            int distance = distance(literals, size, page);
            for (int i = 0; i < size; i++) {
                int at = cell * size + i;
                if (cells.run < 0) {
                    int run = Math.ceilDiv(PAGE - literals - i / 256, 16);
                    bytes[at] = i % 256 < run ? (byte) -cells.run : (byte) (outputs[i] & (1 << cells.bits) - 1);
                    continue;
                }
                bytes[at] = i < literals
                        ? (byte) (outputs[cell * lines * 64 + i] & (1 << cells.bits) - 1)
                        : skip && literals >= 64
                                ? bytes[skipSource(literals, i)]
                                : cells.run % Cells.SKIP != 0 ? (byte) cells.run : bytes[at - distance];
            }
        }
        return bytes;
    }

    private static int skipLiterals(long mean, long number) {
        int few = 8;
        int more = PAGE;
        for (int s = 8; s < PAGE && more == PAGE; s += 1 + s / 32) {
            if (s < 64 || s % 32 >= 5 && s % 32 <= 28) {
                if (s * 65536L <= mean) {
                    few = s;
                } else {
                    more = s;
                }
            }
        }
        if (mean == PAGE * 65536L) {
            return PAGE;
        }
        long share = (mean - few * 65536L) / (more - few);
        return (number + 1) * share / 65536 > number * share / 65536 ? more : few;
    }

    private static int skipSource(int literals, int at) {
        int landing = Math.ceilDiv(literals + 2 * (1 + literals / 32), 64) * 64;
        return at < landing ? at % 32 : 31 - (at - landing) / 128 + (at - landing) % 128;
    }

    private static int distance(int literals, int size, long page) {
        if (literals < 64) {
            return literals >= 32 ? 32 : literals >= 16 ? 16 : 8;
        }
        int lines = literals / 64;
        lines -= lines % 2 == 0 ? 1 : 0;
        return 64 * (lines >= 9 && size - literals >= 512 && page % 2 != 0 ? lines - 2 : lines);
    }

    /** Incompressible content bytes {@code [offset, offset + length)}. */
    public static byte[] content(long[] key, long offset, int length) {
        return content(key, offset, length, Cells.INCOMPRESSIBLE);
    }

    public static byte[] content(long[] key, long offset, int length, Cells cells) {
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; ) {
            int within = (int) ((offset + done) % PAGE);
            int n = Math.min(PAGE - within, length - done);
            System.arraycopy(page(key, (offset + done) / PAGE, cells), within, bytes, done, n);
            done += n;
        }
        return bytes;
    }

    public static BigInteger logicalBlocks(Recipe recipe) {
        BigInteger[] n =
                BigInteger.valueOf(recipe.sizeBytes()).divideAndRemainder(BigInteger.valueOf(recipe.blockSizeBytes()));
        return n[1].signum() == 0 ? n[0] : n[0].add(BigInteger.ONE);
    }

    /** max(1, n / ratio rounded half up): floor((2n * den + num) / 2num) for the ratio num / den. */
    public static BigInteger contentBlocks(BigInteger logicalBlocks, double ratio) {
        BigDecimal decimal = new BigDecimal(Double.toString(ratio));
        BigInteger num = decimal.unscaledValue();
        BigInteger den = BigInteger.ONE;
        if (decimal.scale() >= 0) {
            den = BigInteger.TEN.pow(decimal.scale());
        } else {
            num = num.multiply(BigInteger.TEN.pow(-decimal.scale()));
        }
        BigInteger u = logicalBlocks.shiftLeft(1).multiply(den).add(num).divide(num.shiftLeft(1));
        return u.max(BigInteger.ONE);
    }

    public static long contentBlocks(Recipe recipe) {
        return contentBlocks(logicalBlocks(recipe), recipe.dedupRatio()).longValueExact();
    }

    /** The bytes {@code [offset, offset + length)} of an incompressible stream. */
    public static byte[] stream(Recipe recipe, long offset, int length) {
        long[] key = contentKey(recipe.seed(), recipe.streamId());
        long block = recipe.blockSizeBytes();
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; ) {
            long position = offset + done;
            int n = (int) Math.min(block - position % block, length - done);
            byte[] part = content(key, PlanModel.contentBlock(recipe, position / block) * block + position % block, n);
            System.arraycopy(part, 0, bytes, done, n);
            done += n;
        }
        return bytes;
    }

    /** All bytes of a small stream. */
    public static byte[] stream(Recipe recipe) {
        return stream(recipe, 0, Math.toIntExact(recipe.sizeBytes()));
    }
}
