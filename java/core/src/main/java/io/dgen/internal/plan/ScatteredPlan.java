// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.plan;

import io.dgen.internal.format.StreamKey;
import java.util.Arrays;

/**
 * A keyed permutation assigns a slot to each logical block; the contents of a class are assigned to its slots in turn
 * (docs/format.md, "Scattered").
 */
public final class ScatteredPlan implements DedupPlan {
    /** Largest number of blocks that are counted one by one, in about 0.1 s. */
    private static final int MAX_COUNTED_BLOCKS = 1 << 20;

    private final StreamKey key;
    private final Permutation permutation;
    private final long blockBytes;
    private final int blockShift;
    private final ContentClasses classes;

    /** First slot of each class, then the number of slots. */
    private final long[] slotStarts;

    /** First content of each class, then the number of contents. */
    private final long[] contentStarts;

    private ScatteredPlan(StreamKey key, ContentClasses classes, long blockBytes) {
        this.key = key;
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

    private long content(long logicalBlock) {
        long slot = permutation.apply(logicalBlock);
        int j = classOf(slot);
        long start = contentStarts[j];
        return start + (slot - slotStarts[j]) % (contentStarts[j + 1] - start);
    }

    @Override
    public long contentOffset(long position) {
        return (content(position >> blockShift) << blockShift) + (position & blockBytes - 1);
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

    /**
     * A permutation has no formula for the contents of a range. The shorter one of the range and of the rest of the
     * stream is counted block by block; if both are long, the result is the expected value.
     */
    @Override
    public UnitCount uniqueBlocks(long first, long count) {
        long rest = classes.logicalBlocks() - count;
        if (rest <= MAX_COUNTED_BLOCKS && rest <= count) {
            long[] outside = contents(first + count, rest);
            return UnitCount.exactly(uniqueBlocks() - complete(outside));
        }
        if (count <= MAX_COUNTED_BLOCKS) {
            return UnitCount.exactly(
                    Arrays.stream(contents(first, count)).distinct().count());
        }
        double outside = (double) rest / classes.logicalBlocks();
        double expected = 0;
        for (int j = 0; j < classes.contents().length; j++) {
            double u = classes.contents()[j];
            if (u > 0) {
                expected += u * (1 - Math.pow(outside, classes.slots()[j] / u));
            }
        }
        return UnitCount.expected(expected);
    }

    /** The contents of consecutive logical blocks; after the last block of the stream comes the first. */
    private long[] contents(long first, long count) {
        long n = classes.logicalBlocks();
        long[] contents = new long[Math.toIntExact(count)];
        for (int i = 0; i < contents.length; i++) {
            contents[i] = content((first + i) % n);
        }
        return contents;
    }

    /** Number of contents of which all copies are among the given ones. */
    private long complete(long[] contents) {
        Arrays.sort(contents);
        long complete = 0;
        for (int i = 0, next; i < contents.length; i = next) {
            next = i + 1;
            while (next < contents.length && contents[next] == contents[i]) {
                next++;
            }
            if (next - i == copiesOf(contents[i])) {
                complete++;
            }
        }
        return complete;
    }

    private long copiesOf(long content) {
        int j = 0;
        while (content >= contentStarts[j + 1]) {
            j++;
        }
        return Periods.occurrences(classes.slots()[j], classes.contents()[j], content - contentStarts[j]);
    }

    @Override
    public long copies(long logicalBlock) {
        return copiesOf(content(logicalBlock));
    }

    @Override
    public long firstCopy(long logicalBlock) {
        long slot = permutation.apply(logicalBlock);
        int j = classOf(slot);
        long contents = contentStarts[j + 1] - contentStarts[j];
        long first = logicalBlock;
        long next = slotStarts[j] + (slot - slotStarts[j]) % contents;
        for (int i = 0; i < MAX_COUNTED_BLOCKS && next < slotStarts[j + 1]; i++) {
            first = Math.min(first, permutation.invert(next));
            next += contents;
        }
        return first;
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
    public BlockSample sample(long blocks) {
        ContentClasses fewer = classes.scaled((double) blocks / classes.logicalBlocks());
        return new BlockSample(of(key, fewer, blockBytes), fewer.logicalBlocks());
    }
}
