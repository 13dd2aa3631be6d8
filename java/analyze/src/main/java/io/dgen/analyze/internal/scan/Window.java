// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bytes of the input: parts of one or more files, one after the other. Reusable. Not thread-safe while it is filled. */
final class Window {
    /** Size of a cell, the largest possible size of a dedup unit or block. */
    static final int CELL_BYTES = 4 << 20;

    static final int BYTES = 4 * CELL_BYTES;

    /**
     * A part of a file.
     *
     * @param from its start in the window; its position in the file is a multiple of {@link #CELL_BYTES}
     * @param to its end in the window; its position in the file is a multiple of {@link #CELL_BYTES}, except at the end
     *     of the file
     * @param before the preceding bytes of the file that a rolling hash depends on; null at the start of the file
     * @param isLast whether this is the last part of the file; only the last part may be empty
     */
    record Extent(int from, int to, byte @Nullable [] before, boolean isLast) {
        /** Returns the extent in pieces of a size, the last of which may be shorter. */
        List<Piece> pieces(int pieceBytes) {
            List<Piece> pieces = new ArrayList<>();
            for (int at = from; at < to; at += pieceBytes) {
                pieces.add(new Piece(at, Math.min(to, at + pieceBytes)));
            }
            return pieces;
        }
    }

    /** A piece of an extent, from one position in the window to another. */
    record Piece(int from, int to) {
        int length() {
            return to - from;
        }
    }

    private final byte[] data = new byte[BYTES];
    private final List<Extent> extents = new ArrayList<>();
    private int length;

    byte[] data() {
        return data;
    }

    List<Extent> extents() {
        return extents;
    }

    /** Number of bytes in use. */
    int length() {
        return length;
    }

    boolean isFull() {
        return length == BYTES;
    }

    void clear() {
        extents.clear();
        length = 0;
    }

    /** Adds bytes that were written to {@link #data} after the bytes in use. */
    void extend(int bytes) {
        length += bytes;
    }

    void append(byte[] bytes) {
        System.arraycopy(bytes, 0, data, length, bytes.length);
        length += bytes.length;
    }

    /** Removes and returns the bytes after a position. */
    byte[] removeFrom(int position) {
        byte[] removed = Arrays.copyOfRange(data, position, length);
        length = position;
        return removed;
    }

    /** Returns a copy of the last bytes. */
    byte[] lastBytes(int count) {
        return Arrays.copyOfRange(data, length - count, length);
    }

    /** Makes the bytes from a position to the end a part of a file that continues. */
    void addExtent(int from, byte @Nullable [] before) {
        extents.add(new Extent(from, length, before, false));
    }

    /** Makes the bytes from a position to the end the last part of a file. */
    void addLastExtent(int from, byte @Nullable [] before) {
        extents.add(new Extent(from, length, before, true));
    }
}
