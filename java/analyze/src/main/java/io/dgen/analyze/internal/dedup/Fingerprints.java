// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.dedup;

import io.airlift.compress.v3.xxhash.XxHash64JavaHasher;
import java.util.Arrays;

/**
 * 64-bit fingerprints of chunks: XXH64 of the bytes, or a mix of the fingerprints of the chunk's parts. Among n distinct
 * chunks about n^2 / 2^65 pairs collide: less than one pair for up to 6e9 chunks, which is negligible.
 */
public final class Fingerprints {
    /** Fingerprint of every chunk of zeros, and of no other chunk. */
    public static final long ZERO = 0;

    private static final byte[] ZEROS = new byte[64 << 10];

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private Fingerprints() {}

    public static boolean isZero(byte[] data, int from, int to) {
        for (int at = from; at < to; ) {
            int n = Math.min(ZEROS.length, to - at);
            if (!Arrays.equals(data, at, at + n, ZEROS, 0, n)) {
                return false;
            }
            at += n;
        }
        return true;
    }

    /** Returns the fingerprint of the bytes; {@link #ZERO} if all of them are zero. */
    static long of(byte[] data, int from, int to) {
        return isZero(data, from, to) ? ZERO : notZero(XxHash64JavaHasher.hash(data, from, to - from, 0));
    }

    static long notZero(long fingerprint) {
        return fingerprint == ZERO ? 1 : fingerprint;
    }

    /**
     * Returns the fingerprint of a chunk, computed from the fingerprints of its parts. Except for collisions, two
     * fingerprints are equal only if the chunks have equal parts in the same order and equal lengths.
     */
    static long ofParts(long[] parts, int from, int to, int lengthBytes) {
        long hash = lengthBytes * MULTIPLIER;
        long any = 0;
        for (int i = from; i < to; i++) {
            any |= parts[i];
            hash = (hash ^ parts[i]) * MULTIPLIER;
            hash ^= hash >>> 29;
        }
        return any == ZERO ? ZERO : notZero(hash);
    }
}
