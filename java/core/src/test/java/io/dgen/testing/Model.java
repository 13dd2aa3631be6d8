package io.dgen.testing;

import io.dgen.Recipe;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Format v1 from docs/format.md alone, in the plainest way. Shares no code with the engines and the plans. */
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

    /** Content bytes {@code [offset, offset + length)}. */
    public static byte[] content(long[] key, long offset, int length) {
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; ) {
            int within = (int) ((offset + done) % PAGE);
            int n = Math.min(PAGE - within, length - done);
            System.arraycopy(page(key, (offset + done) / PAGE), within, bytes, done, n);
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

    /** The stream's bytes {@code [offset, offset + length)}: logical block b shows content block b mod u. */
    public static byte[] stream(Recipe recipe, long offset, int length) {
        long[] key = contentKey(recipe.seed(), recipe.streamId());
        long block = recipe.blockSizeBytes();
        long u = contentBlocks(recipe);
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; ) {
            long position = offset + done;
            int n = (int) Math.min(block - position % block, length - done);
            byte[] part = content(key, position / block % u * block + position % block, n);
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
