// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.plan;

/** A plan with other contents, of which the blocks repeat as in another plan. */
abstract class PlanWithCopiesOf implements DedupPlan {
    final DedupPlan other;

    PlanWithCopiesOf(DedupPlan other) {
        this.other = other;
    }

    @Override
    public final long uniqueBlocks() {
        return other.uniqueBlocks();
    }

    @Override
    public final UnitCount uniqueBlocks(long first, long count) {
        return other.uniqueBlocks(first, count);
    }

    @Override
    public final long copies(long logicalBlock) {
        return other.copies(logicalBlock);
    }

    @Override
    public final long firstCopy(long logicalBlock) {
        return other.firstCopy(logicalBlock);
    }

    @Override
    public final UnitCount uniqueUnits(long units, long blocksPerUnit) {
        return other.uniqueUnits(units, blocksPerUnit);
    }

    @Override
    public final BlockSample sample(long blocks) {
        return other.sample(blocks);
    }
}
