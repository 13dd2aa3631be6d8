// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

import io.dgen.internal.format.Layout;
import io.dgen.internal.format.Literals;
import io.dgen.internal.format.Page;

/**
 * The values that a rolling hash takes within a cell of a page. Copies repeat the hashes of the bytes that they copy, so
 * that a compressible cell has fewer positions at which a chunk can end, and these occur several times.
 *
 * @param cellBytes bytes of a cell
 * @param distinct positions from the start of the cell with hashes of their own; the others repeat them
 * @param period distance in bytes from each other position back to the position with its hash; at least
 *     {@code cellBytes} if these hashes do not occur as the end of a chunk
 */
record CellHashes(int cellBytes, int distinct, int period) {
    static CellHashes of(Layout layout, Literals literals, int windowBytes) {
        int cell = layout.cellBytes();
        int literal = literals.perCell() >> Literals.SHIFT;
        if (literal >= cell) {
            return new CellHashes(cell, cell, cell);
        }
        boolean isLongWindow = windowBytes > cell - Page.LINE_BYTES;
        if (layout.tail() == Layout.Tail.RUN) {
            // In a run the hash does not change; a long window leaves the cell before.
            return isLongWindow
                    ? within(cell, literal + Page.LINE_BYTES, Page.LINE_BYTES)
                    : within(cell, literal + windowBytes, cell);
        }
        int distance = layout.copyDistance(literal, 0);
        if (!isLongWindow) {
            return within(cell, literal + windowBytes, distance);
        }
        // Both ends of the window move through copies. After two distances a buzhash has the same value again, because
        // its rotation divides them, unless the distances of adjacent pages differ.
        return distance == layout.copyDistance(literal, 1)
                ? within(cell, literal + 2 * distance, 2 * distance)
                : within(cell, cell, cell);
    }

    private static CellHashes within(int cell, int distinct, int period) {
        return new CellHashes(cell, Math.min(cell, distinct), period);
    }

    boolean repeats() {
        return distinct < cellBytes;
    }
}
