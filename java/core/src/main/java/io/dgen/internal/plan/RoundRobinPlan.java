// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Logical block b has content block b mod u (docs/format.md, "Round-robin"). With u = n the plan is the identity. */
public final class RoundRobinPlan implements DedupPlan {
    private static final int SAMPLED_PERIODS = 4;

    private final long logicalBlocks;
    private final long contentBlocks;
    private final long blockBytes;

    /** Number of bytes after which the content repeats. */
    private final long period;

    /**
     * @param logicalBlocks n, the number of blocks of the stream, the last one possibly partial
     * @param contentBlocks u, 1 .. max(1, n)
     */
    RoundRobinPlan(long logicalBlocks, long contentBlocks, long blockBytes) {
        this.logicalBlocks = logicalBlocks;
        this.contentBlocks = contentBlocks;
        this.blockBytes = blockBytes;
        // With u = n nothing repeats, and n * blockBytes may be 2^63.
        this.period = contentBlocks < logicalBlocks ? contentBlocks * blockBytes : Long.MAX_VALUE;
    }

    /** The plan of a ratio: {@code logicalBlocks} / ratio contents. */
    public static RoundRobinPlan of(long logicalBlocks, double ratio, long blockBytes) {
        return new RoundRobinPlan(logicalBlocks, contentBlocks(logicalBlocks, ratio), blockBytes);
    }

    /** u = max(1, n / ratio rounded half up), in exact decimal arithmetic on the shortest decimal form of the ratio. */
    public static long contentBlocks(long logicalBlocks, double ratio) {
        if (ratio == 1) {
            return Math.max(1, logicalBlocks);
        }
        BigDecimal u = BigDecimal.valueOf(logicalBlocks).divide(BigDecimal.valueOf(ratio), 0, RoundingMode.HALF_UP);
        return Math.max(1, u.longValueExact());
    }

    @Override
    public long contentOffset(long position) {
        return position % period;
    }

    @Override
    public long runLength(long position) {
        return period - position % period;
    }

    @Override
    public long uniqueBlocks() {
        return contentBlocks;
    }

    @Override
    public UnitCount uniqueBlocks(long first, long count) {
        return UnitCount.exactly(Math.min(count, contentBlocks));
    }

    @Override
    public long copies(long logicalBlock) {
        return Periods.occurrences(logicalBlocks, contentBlocks, logicalBlock % contentBlocks);
    }

    @Override
    public long firstCopy(long logicalBlock) {
        return logicalBlock % contentBlocks;
    }

    @Override
    public UnitCount uniqueUnits(long units, long blocksPerUnit) {
        return UnitCount.exactly(Periods.uniqueUnits(units, blocksPerUnit, contentBlocks));
    }

    /** A few periods, because further ones are equal to them. */
    @Override
    public BlockSample sample(long blocks) {
        double periods = Math.min(SAMPLED_PERIODS, (double) logicalBlocks / contentBlocks);
        long contents = Math.clamp((long) (blocks / periods), 1, contentBlocks);
        long sampled = Math.min(blocks, (long) (contents * periods));
        return new BlockSample(new RoundRobinPlan(sampled, contents, blockBytes), sampled);
    }
}
