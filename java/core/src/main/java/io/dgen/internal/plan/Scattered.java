package io.dgen.internal.plan;

import io.dgen.internal.format.StreamKey;
import java.util.ArrayList;
import java.util.List;

/**
 * A keyed permutation gives each logical block a slot; the slots of a class show its contents in turn (docs/format.md,
 * "Scattered").
 */
public final class Scattered implements DedupPlan {
    private final Permutation permutation;
    private final long blockBytes;
    private final int blockShift;
    private final Classes classes;

    /** Where each class begins among the slots; behind the last, their number. */
    private final long[] slotStarts;

    /** Where each class begins among the contents; behind the last, their number. */
    private final long[] contentStarts;

    private Scattered(StreamKey key, Classes classes, long blockBytes) {
        this.permutation = new Permutation(key, classes.logicalBlocks());
        this.blockBytes = blockBytes;
        this.blockShift = Long.numberOfTrailingZeros(blockBytes);
        this.classes = classes;
        this.slotStarts = starts(classes.slots());
        this.contentStarts = starts(classes.contents());
    }

    private static long[] starts(long[] lengths) {
        long[] starts = new long[lengths.length + 1];
        for (int j = 0; j < lengths.length; j++) {
            starts[j + 1] = starts[j] + lengths[j];
        }
        return starts;
    }

    /**
     * @param key of the stream, in the domain DEDUP
     * @param copies how often the contents of each class occur, from 1 on
     * @param shares each class's share of the contents, above 0
     * @param blockBytes a power of two
     */
    public static DedupPlan ofCopies(
            StreamKey key, long logicalBlocks, long[] copies, double[] shares, long blockBytes) {
        return of(key, logicalBlocks, Classes.ofCopies(logicalBlocks, copies, shares), blockBytes);
    }

    /**
     * @param key of the stream, in the domain DEDUP
     * @param ratio logical blocks per content, from 1 on
     * @param contentShare this share of the contents is hot, between 0 and 1
     * @param writeShare this share of the logical blocks shows hot contents, between 0 and 1
     * @param blockBytes a power of two
     */
    public static DedupPlan ofHotSet(
            StreamKey key, long logicalBlocks, double ratio, double contentShare, double writeShare, long blockBytes) {
        return of(key, logicalBlocks, Classes.ofHotSet(logicalBlocks, ratio, contentShare, writeShare), blockBytes);
    }

    private static DedupPlan of(StreamKey key, long logicalBlocks, Classes classes, long blockBytes) {
        // Where nothing repeats, the identity; then no content reaches beyond the largest offset either.
        return classes.uniqueBlocks() == logicalBlocks
                ? new RoundRobin(logicalBlocks, Math.max(1, logicalBlocks), blockBytes)
                : new Scattered(key, classes, blockBytes);
    }

    private int classOf(long slot) {
        int j = 0;
        while (slot >= slotStarts[j + 1]) {
            j++;
        }
        return j;
    }

    @Override
    public long contentOffset(long position) {
        long slot = permutation.apply(position >> blockShift);
        int j = classOf(slot);
        long start = contentStarts[j];
        long content = start + (slot - slotStarts[j]) % (contentStarts[j + 1] - start);
        return (content << blockShift) + (position & blockBytes - 1);
    }

    @Override
    public long runLength(long position) {
        // Neighbours rarely follow each other: looking for it costs as much as another call.
        return blockBytes - (position & blockBytes - 1);
    }

    @Override
    public long uniqueBlocks() {
        return contentStarts[contentStarts.length - 1];
    }

    @Override
    public long copies(long logicalBlock) {
        long slot = permutation.apply(logicalBlock);
        int j = classOf(slot);
        long u = classes.contents()[j];
        return Periods.occurrences(classes.slots()[j], u, (slot - slotStarts[j]) % u);
    }

    @Override
    public UnitCount uniqueUnits(long units, long blocksPerUnit) {
        // Groups of scattered blocks are equal by chance alone.
        return uniqueBlocks() == 1 ? new UnitCount(Math.min(1, units), true) : new UnitCount(units, units <= 1);
    }

    @Override
    public List<ContentGroup> groups() {
        double n = classes.logicalBlocks();
        List<ContentGroup> groups = new ArrayList<>();
        for (int j = 0; j < classes.contents().length; j++) {
            double u = classes.contents()[j];
            if (u > 0) {
                double copies = classes.slots()[j] / u;
                groups.add(new ContentGroup(u, copies, predecessors(copies, n)));
            }
        }
        return groups;
    }

    /** How many different contents stand before the {@code copies} places of one content. */
    private double predecessors(double copies, double n) {
        double sum = 0;
        for (int j = 0; j < classes.contents().length; j++) {
            double u = classes.contents()[j];
            if (u > 0) {
                double share = Math.min(1, classes.slots()[j] / u / n);
                sum -= u * Math.expm1(copies * Math.log1p(-share));
            }
        }
        return Math.min(copies, sum);
    }
}
