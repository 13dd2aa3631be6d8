// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.plan;

import io.dgen.internal.format.StreamKey;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Consecutive generations of a stream. Immutable.
 *
 * @param key the stream's key of {@link io.dgen.internal.format.Domain#GENERATION}
 * @param change share of the contents that change from each generation to the next, at most 1
 * @param first number of the first generation
 * @param count number of generations, at least 1
 */
public record GenerationSeries(StreamKey key, BigDecimal change, int first, int count) {

    private ContentVersions versions(DedupPlan plan) {
        return new ContentVersions(key, plan.uniqueBlocks(), change);
    }

    private int last() {
        return first + count - 1;
    }

    /**
     * The plan of each generation; for a single generation that of generation 0, in which the contents repeat in the same
     * way.
     *
     * @param plan the plan of generation 0
     * @param blockBytes a power of two
     */
    public List<DedupPlan> plans(DedupPlan plan, long blockBytes) {
        if (count == 1) {
            return List.of(plan);
        }
        ContentVersions versions = versions(plan);
        return IntStream.rangeClosed(first, last())
                .mapToObj(generation -> GenerationPlan.of(plan, versions, generation, blockBytes))
                .toList();
    }

    /** Number of changes of contents of the plan from the first generation to the last one. */
    public long changes(DedupPlan plan) {
        ContentVersions versions = versions(plan);
        return versions.changes(last()) - versions.changes(first);
    }

    /** Number of versions of a content in all generations. */
    public long versionsOf(DedupPlan plan, long content) {
        ContentVersions versions = versions(plan);
        return versions.version(content, last()) - versions.version(content, first) + 1;
    }
}
