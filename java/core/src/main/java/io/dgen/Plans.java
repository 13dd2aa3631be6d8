package io.dgen;

import io.dgen.internal.format.Domain;
import io.dgen.internal.format.StreamKey;
import io.dgen.internal.plan.DedupPlan;
import io.dgen.internal.plan.RoundRobin;
import io.dgen.internal.plan.Scattered;
import io.dgen.internal.plan.Windowed;

/** From what a recipe says to the map that it stands for. */
final class Plans {
    private Plans() {}

    static DedupPlan of(Recipe recipe) {
        long n = recipe.logicalBlocks();
        long block = recipe.blockSizeBytes();
        return switch (recipe.dedup()) {
            case Dedup.RoundRobin(double ratio) -> new RoundRobin(n, RoundRobin.contentBlocks(n, ratio), block);
            case Dedup.Windowed(double ratio, long window) ->
                ratio == 1 ? new RoundRobin(n, Math.max(1, n), block) : new Windowed(n, window / block, ratio, block);
            case Dedup.Copies copies ->
                Scattered.ofCopies(
                        key(recipe),
                        n,
                        copies.bins().stream()
                                .mapToLong(Dedup.HistogramBin::copies)
                                .toArray(),
                        copies.bins().stream()
                                .mapToDouble(Dedup.HistogramBin::share)
                                .toArray(),
                        block);
            case Dedup.HotSet(double ratio, double contents, double writes) ->
                Scattered.ofHotSet(key(recipe), n, ratio, contents, writes, block);
        };
    }

    private static StreamKey key(Recipe recipe) {
        return StreamKey.derive(Domain.DEDUP, recipe.seed(), recipe.streamId());
    }
}
