// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.plan;

import io.dgen.internal.format.StreamKey;

/**
 * Row i of the stream is row r(i) of the content, with a keyed permutation r of the rows (docs/format.md, "Neighbours"). No
 * content repeats. Blocks do not matter.
 */
public final class NeighbourPlan extends PlanWithCopiesOf {
    private final Permutation rows;
    private final long rowBytes;

    /** @param logicalBlocks of the stream, which has no duplicates */
    public NeighbourPlan(StreamKey key, long rows, long rowBytes, long logicalBlocks, long blockBytes) {
        super(RoundRobinPlan.of(logicalBlocks, 1, blockBytes));
        this.rows = new Permutation(key, rows);
        this.rowBytes = rowBytes;
    }

    /** The row of the content that a row of the stream is. */
    public long row(long row) {
        return rows.apply(row);
    }

    @Override
    public long contentOffset(long position) {
        return row(position / rowBytes) * rowBytes + position % rowBytes;
    }

    @Override
    public long runLength(long position) {
        return rowBytes - position % rowBytes;
    }
}
