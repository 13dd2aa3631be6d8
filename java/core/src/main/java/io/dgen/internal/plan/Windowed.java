package io.dgen.internal.plan;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/**
 * Round-robin within each window, whose contents no other window has (docs/format.md, "Windowed").
 *
 * <p>A window starts at content {@code start}(its first logical block), which is that block's number divided by the
 * ratio, so that the ratio of the whole stream does not drift. As a window has at least {@code ratio} blocks, the next
 * one starts at least one content later.
 */
public final class Windowed implements DedupPlan {
    private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

    private final long logicalBlocks;
    private final long windowBlocks;
    private final long blockBytes;
    private final int blockShift;

    /** 2^64 / ratio, rounded up: unsigned. */
    private final long inverse;

    /**
     * @param windowBlocks w, from 1 on
     * @param ratio above 1, at most w
     * @param blockBytes a power of two
     */
    public Windowed(long logicalBlocks, long windowBlocks, double ratio, long blockBytes) {
        this.logicalBlocks = logicalBlocks;
        this.windowBlocks = windowBlocks;
        this.blockBytes = blockBytes;
        this.blockShift = Long.numberOfTrailingZeros(blockBytes);
        this.inverse = new BigDecimal(TWO_64)
                .divide(BigDecimal.valueOf(ratio), 0, RoundingMode.UP)
                .longValue();
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

    /** u of the window that starts at logical block {@code window}. */
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
        // All blocks of the largest stream have 2^63 bytes.
        return Math.min(blocks, Long.MAX_VALUE / blockBytes) * blockBytes - (position & blockBytes - 1);
    }

    @Override
    public long uniqueBlocks() {
        long last = windowOf(Math.max(0, logicalBlocks - 1));
        return start(last) + contents(last);
    }

    @Override
    public long copies(long logicalBlock) {
        long window = windowOf(logicalBlock);
        long u = contents(window);
        return Periods.occurrences(endOf(window) - window, u, (logicalBlock - window) % u);
    }

    @Override
    public UnitCount uniqueUnits(long units, long blocksPerUnit) {
        if (windowBlocks < blocksPerUnit) {
            return new UnitCount(units, true); // each spans windows of its own
        }
        if (windowBlocks % blocksPerUnit != 0) {
            return new UnitCount(units, logicalBlocks <= windowBlocks && units <= 1);
        }
        long unitsPerWindow = windowBlocks / blocksPerUnit;
        long windows = units / unitsPerWindow;
        long rest = units % unitsPerWindow;
        // Windows have one of two numbers of contents, u and u + 1; all in all they have those before the last start.
        long u = start(windowBlocks * windows) / Math.max(1, windows);
        long withOneMore = start(windowBlocks * windows) - u * windows;
        long unique = (windows - withOneMore) * Periods.uniqueUnits(unitsPerWindow, blocksPerUnit, Math.max(1, u))
                + withOneMore * Periods.uniqueUnits(unitsPerWindow, blocksPerUnit, u + 1)
                + (rest == 0 ? 0 : Periods.uniqueUnits(rest, blocksPerUnit, contents(windows * windowBlocks)));
        return new UnitCount(unique, true);
    }

    @Override
    public List<ContentGroup> groups() {
        double windows = Math.ceilDiv(logicalBlocks, windowBlocks);
        return Periods.groups(windows, logicalBlocks, uniqueBlocks());
    }
}
