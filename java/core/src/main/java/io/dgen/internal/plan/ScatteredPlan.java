// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.plan;

import io.dgen.internal.format.StreamKey;
import java.util.ArrayList;
import java.util.List;

/**
 * A keyed permutation assigns a slot to each logical block; the contents of a class are assigned to its slots in turn
 * (docs/format.md, "Scattered").
 */
public final class ScatteredPlan implements DedupPlan {
    private final Permutation permutation;
    private final long blockBytes;
    private final int blockShift;
    private final ContentClasses classes;

    /** First slot of each class, then the number of slots. */
    private final long[] slotStarts;

    /** First content of each class, then the number of contents. */
    private final long[] contentStarts;

    private ScatteredPlan(StreamKey key, ContentClasses classes, long blockBytes) {
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
     * The plan of those classes; the identity if nothing repeats.
     *
     * @param key the stream's key of {@link io.dgen.internal.format.Domain#DEDUP}
     * @param blockBytes a power of two
     */
    public static DedupPlan of(StreamKey key, ContentClasses classes, long blockBytes) {
        long n = classes.logicalBlocks();
        // The identity also keeps all content offsets below 2^63.
        return classes.uniqueBlocks() == n
                ? RoundRobinPlan.of(n, 1, blockBytes)
                : new ScatteredPlan(key, classes, blockBytes);
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
        // Ends at the block: adjacent blocks rarely have adjacent contents, and the check would cost as much as another
        // call.
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
        if (uniqueBlocks() == 1) {
            return UnitCount.exactly(Math.min(1, units));
        }
        // Units of several scattered blocks are equal only by chance.
        return units <= 1 ? UnitCount.exactly(units) : UnitCount.atMost(units);
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

    /** Mean number of different contents that precede the {@code copies} copies of one content. */
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
