// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.plan;

/**
 * The plan of a generation: that of generation 0 with other versions of the contents (docs/format.md, "Generations").
 * Contents repeat in the same way.
 */
public final class GenerationPlan extends PlanWithCopiesOf {
    private final ContentVersions versions;
    private final long blockBytes;
    private final int blockShift;

    /** Number of the first content in the version that all contents have at least. */
    private final long base;

    /** The least phase of the contents that have the next version. */
    private final long leastPhase;

    private GenerationPlan(DedupPlan first, ContentVersions versions, long changes, long blockBytes) {
        super(first);
        long u = versions.contents();
        this.versions = versions;
        this.blockBytes = blockBytes;
        this.blockShift = Long.numberOfTrailingZeros(blockBytes);
        this.base = changes / u * u;
        this.leastPhase = u - changes % u;
    }

    /**
     * The plan of a generation; the given one if nothing has changed.
     *
     * @param first the plan of generation 0
     * @param blockBytes a power of two
     */
    public static DedupPlan of(DedupPlan first, ContentVersions versions, int generation, long blockBytes) {
        long changes = versions.changes(generation);
        return changes == 0 ? first : new GenerationPlan(first, versions, changes, blockBytes);
    }

    @Override
    public long contentOffset(long position) {
        long offset = other.contentOffset(position);
        long content = offset >> blockShift;
        long number = base + content + (versions.phase(content) >= leastPhase ? versions.contents() : 0);
        return (number << blockShift) + (offset & blockBytes - 1);
    }

    @Override
    public long runLength(long position) {
        return Math.min(other.runLength(position), blockBytes - (position & blockBytes - 1));
    }
}
