// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

import io.dgen.internal.format.Mix64;
import java.util.Arrays;

/**
 * Positions in a block at which a rolling hash matches the mask of a chunker, drawn at random from a key. Reusable. Not
 * thread-safe.
 */
final class HashMatches {
    /** Positions in ascending order, times two, plus one if the stricter mask matches too. */
    private long[] matches = new long[64];

    private int size;
    private long state;

    int size() {
        return size;
    }

    long position(int i) {
        return matches[i] >>> 1;
    }

    boolean isStrict(int i) {
        return (matches[i] & 1) != 0;
    }

    /**
     * Replaces the positions by those of {@code from} .. {@code to} - 1.
     *
     * @param key determines the positions
     * @param rate probability of a match at a position
     * @param strictShare share of the matches that also match the stricter mask
     */
    void draw(long key, long from, long to, CellHashes hashes, double rate, double strictShare) {
        size = 0;
        state = key;
        double scale = -1 / rate;
        double at = (double) distinctBefore(from, hashes);
        while (true) {
            at += scale * Math.log(unit());
            long distinct = (long) at;
            long cell = distinct / hashes.distinct();
            long start = cell * hashes.cellBytes();
            if (start >= to) {
                break;
            }
            long strict = unit() <= strictShare ? 1 : 0;
            addAll(start, (int) (distinct - cell * hashes.distinct()), from, to, hashes, strict);
        }
        if (hashes.repeats()) {
            Arrays.sort(matches, 0, size);
        }
    }

    private static long distinctBefore(long position, CellHashes hashes) {
        long cell = position / hashes.cellBytes();
        return cell * hashes.distinct() + Math.min(hashes.distinct(), position - cell * hashes.cellBytes());
    }

    /** Adds a position of a cell, and those that repeat its hash. */
    private void addAll(long start, int first, long from, long to, CellHashes hashes, long strict) {
        boolean isRepeated = first >= hashes.distinct() - hashes.period();
        int end = isRepeated ? hashes.cellBytes() : first + 1;
        for (int i = first; i < end; i += hashes.period()) {
            long position = start + i;
            if (position >= from && position < to) {
                if (size == matches.length) {
                    matches = Arrays.copyOf(matches, 2 * size);
                }
                matches[size++] = position << 1 | strict;
            }
        }
    }

    /** A random number in (0, 1]. */
    private double unit() {
        state += Mix64.GAMMA;
        return ((Mix64.mix(state) >>> 11) + 1) * 0x1p-53;
    }
}
