// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.plan;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Round-robin within each window; no two windows share a content (docs/format.md, "Windowed").
 *
 * <p>The first content of a window is {@code start} of its first logical block: the number of that block divided by the
 * ratio, so that rounding errors do not accumulate over the stream. A window has at least {@code ratio} blocks, so the
 * next window starts at least one content later.
 */
public final class WindowedPlan implements DedupPlan {
    private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

    private final long logicalBlocks;
    private final long windowBlocks;
    private final long blockBytes;
    private final int blockShift;

    /** 2^64 / ratio, rounded up: unsigned. */
    private final long inverse;

    private WindowedPlan(long logicalBlocks, long windowBlocks, long inverse, long blockBytes) {
        this.logicalBlocks = logicalBlocks;
        this.windowBlocks = windowBlocks;
        this.blockBytes = blockBytes;
        this.blockShift = Long.numberOfTrailingZeros(blockBytes);
        this.inverse = inverse;
    }

    private static long inverse(double ratio) {
        return new BigDecimal(TWO_64)
                .divide(BigDecimal.valueOf(ratio), 0, RoundingMode.UP)
                .longValue();
    }

    /**
     * The plan of those windows; the identity if nothing repeats.
     *
     * @param windowBlocks w, at least 1
     * @param ratio 1 .. w
     * @param blockBytes a power of two
     */
    public static DedupPlan of(long logicalBlocks, long windowBlocks, double ratio, long blockBytes) {
        return ratio == 1
                ? RoundRobinPlan.of(logicalBlocks, 1, blockBytes)
                : new WindowedPlan(logicalBlocks, windowBlocks, inverse(ratio), blockBytes);
    }

    /** {@code logicalBlock} / ratio, rounded half up. */
    private long start(long logicalBlock) {
        return Math.unsignedMultiplyHigh(logicalBlock, inverse) + (logicalBlock * inverse >>> 63);
    }

    private long windowOf(long logicalBlock) {
        return logicalBlock - logicalBlock % windowBlocks;
    }

    private long endOf(long window) {
        return Math.min(logicalBlocks, window + windowBlocks);
    }

    /** Number of contents, u, of the window that starts at logical block {@code window}. */
    private long contents(long window) {
        return Math.max(1, start(endOf(window)) - start(window));
    }

    @Override
    public long contentOffset(long position) {
        long block = position >> blockShift;
        long window = windowOf(block);
        long content = start(window) + (block - window) % contents(window);
        return (content << blockShift) + (position & blockBytes - 1);
    }

    @Override
    public long runLength(long position) {
        long block = position >> blockShift;
        long window = windowOf(block);
        long u = contents(window);
        long blocks = Math.min(u - (block - window) % u, endOf(window) - block);
        // Prevents an overflow: the blocks of the largest stream have 2^63 bytes together.
        return Math.min(blocks, Long.MAX_VALUE / blockBytes) * blockBytes - (position & blockBytes - 1);
    }

    @Override
    public long uniqueBlocks() {
        long last = windowOf(Math.max(0, logicalBlocks - 1));
        return start(last) + contents(last);
    }

    @Override
    public UnitCount uniqueBlocks(long first, long count) {
        if (count == 0) {
            return UnitCount.exactly(0);
        }
        long end = first + count;
        long head = windowOf(first);
        long tail = windowOf(end - 1);
        if (head == tail) {
            return UnitCount.exactly(Math.min(count, contents(head)));
        }
        long second = head + windowBlocks;
        return UnitCount.exactly(Math.min(second - first, contents(head))
                + (start(tail) - start(second))
                + Math.min(end - tail, contents(tail)));
    }

    @Override
    public long copies(long logicalBlock) {
        long window = windowOf(logicalBlock);
        long u = contents(window);
        return Periods.occurrences(endOf(window) - window, u, (logicalBlock - window) % u);
    }

    @Override
    public long firstCopy(long logicalBlock) {
        long window = windowOf(logicalBlock);
        return window + (logicalBlock - window) % contents(window);
    }

    @Override
    public UnitCount uniqueUnits(long units, long blocksPerUnit) {
        if (windowBlocks < blocksPerUnit) {
            return UnitCount.exactly(units); // no two units share a window
        }
        if (windowBlocks % blocksPerUnit != 0) {
            boolean isOneUnit = logicalBlocks <= windowBlocks && units <= 1;
            return isOneUnit ? UnitCount.exactly(units) : UnitCount.atMost(units);
        }
        long unitsPerWindow = windowBlocks / blocksPerUnit;
        long windows = units / unitsPerWindow;
        long rest = units % unitsPerWindow;
        // Each window has u or u + 1 contents; together the windows have the contents before the last start.
        long u = start(windowBlocks * windows) / Math.max(1, windows);
        long withOneMore = start(windowBlocks * windows) - u * windows;
        long unique = (windows - withOneMore) * Periods.uniqueUnits(unitsPerWindow, blocksPerUnit, Math.max(1, u))
                + withOneMore * Periods.uniqueUnits(unitsPerWindow, blocksPerUnit, u + 1)
                + (rest == 0 ? 0 : Periods.uniqueUnits(rest, blocksPerUnit, contents(windows * windowBlocks)));
        return UnitCount.exactly(unique);
    }

    /** The first windows, because all are alike. */
    @Override
    public BlockSample sample(long blocks) {
        if (windowBlocks > blocks) {
            return new RoundRobinPlan(endOf(0), contents(0), blockBytes).sample(blocks);
        }
        long whole = blocks - blocks % windowBlocks;
        return new BlockSample(new WindowedPlan(whole, windowBlocks, inverse, blockBytes), whole);
    }
}
