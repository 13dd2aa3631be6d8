// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.prediction;

import io.dgen.internal.format.Layout;
import io.dgen.internal.format.Page;

/**
 * The compressed size of blocks of one ratio.
 *
 * @param layout structure of the pages
 * @param literal literal bytes of a cell
 * @param overhead bytes that the compressor adds to the literals of a cell
 * @param literalSize compressed size of a literal byte: below 1 with entropy coding of literals with fewer than 8 bits
 */
public record CompressedBlock(Layout layout, double literal, double overhead, double literalSize) {
    /** Shift of blocks that start anywhere. */
    public static final long ANYWHERE = -1;

    private static final int SAMPLED_SHIFTS = 64;

    /** Compressed size of the match of a part of a cell. */
    private static final int MATCH_BYTES = 4;

    /**
     * Compressed bytes of a block.
     *
     * @param blockBytes size of the block, at least a page
     * @param shiftBytes distance of the starts of cells from multiples of the size of a cell, counted from the start of the
     *     block; or {@link #ANYWHERE} for the mean
     */
    double bytes(double blockBytes, long shiftBytes) {
        int cell = layout.cellBytes();
        double even = layout.copyDistance((int) literal, 0);
        double odd = layout.copyDistance((int) literal, 1);
        if (shiftBytes != ANYWHERE) {
            // Larger blocks all begin in odd pages, or all in even ones.
            double ofMany = shiftBytes / Page.BYTES % 2 == 0 ? odd : even;
            return bytesAt(blockBytes, shiftBytes % cell, blockBytes > Page.BYTES ? ofMany : (even + odd) / 2);
        }
        double sum = 0;
        for (int i = 0; i < SAMPLED_SHIFTS; i++) {
            sum += bytesAt(blockBytes, (i + 0.5) * cell / SAMPLED_SHIFTS, (even + odd) / 2);
        }
        return sum / SAMPLED_SHIFTS;
    }

    private double bytesAt(double blockBytes, double tail, double copyDistance) {
        double cell = layout.cellBytes();
        if (tail == 0) {
            return blockBytes / cell * bytes(literal, cell);
        }
        double head = cell - tail;
        return (blockBytes / cell - 1) * bytes(literal, cell)
                + partBytes(tailLiterals(cell, tail, copyDistance), tail)
                + partBytes(Math.min(literal, head), head);
    }

    /** Bytes at the end of a cell that are not copies of bytes of this end. */
    private double tailLiterals(double cell, double tail, double copyDistance) {
        double ofLiterals = literal - (cell - tail);
        double ofCopies = layout.tail() == Layout.Tail.RUN ? 0 : copyDistance;
        return Math.min(tail, Math.max(0, Math.max(ofLiterals, ofCopies)));
    }

    /** Part of a cell. Most of the overhead is in proportion to the literals. */
    private double partBytes(double literals, double all) {
        double more = literals < all ? overhead * literals / literal + MATCH_BYTES : 0;
        return Math.min(all, literals * literalSize + more);
    }

    private double bytes(double literals, double all) {
        return Math.min(all, literals * literalSize + overhead);
    }
}
