// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.dedup;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The positions in a piece of a file at which a content-defined chunker may end a chunk, in order, for all averages at
 * once. Reusable. Not thread-safe.
 */
public final class CutPoints {
    private static final byte[] NOTHING = new byte[0];

    private final int minZeroBits;
    private int[] positions = new int[256];
    private byte[] zeroBits = new byte[256];
    private int size;

    /** @param minZeroBits fewest leading zero bits of the hash at a cut point */
    public CutPoints(int minZeroBits) {
        this.minZeroBits = minZeroBits;
    }

    /** Number of bytes before a piece that {@link #find} needs, fewer near the start of the file. */
    public static int windowBytes() {
        return GearHash.WINDOW_BYTES;
    }

    /**
     * Replaces the cut points by those of a piece.
     *
     * @param before the bytes of the file before {@code start}; null where the data contains them or the file starts
     * @param start index in the data of the first byte of the file
     * @param from start of the piece in the data
     * @param to end of the piece in the data
     */
    public void find(byte @Nullable [] before, byte[] data, int start, int from, int to) {
        size = 0;
        byte[] earlier = before == null ? NOTHING : before;
        long hash = GearHash.roll(0, earlier, 0, earlier.length);
        hash = GearHash.roll(hash, data, Math.max(start, from - GearHash.WINDOW_BYTES), from);
        GearHash.scan(hash, data, from, to, this);
    }

    void add(int position, int leadingZeroBits) {
        if (size == positions.length) {
            positions = Arrays.copyOf(positions, 2 * size);
            zeroBits = Arrays.copyOf(zeroBits, 2 * size);
        }
        positions[size] = position;
        zeroBits[size++] = (byte) leadingZeroBits;
    }

    int minZeroBits() {
        return minZeroBits;
    }

    int size() {
        return size;
    }

    int position(int i) {
        return positions[i];
    }

    int zeroBits(int i) {
        return zeroBits[i];
    }
}
