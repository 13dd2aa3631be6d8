// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Measures each candidate once per round. Each round begins with another candidate, and every second round runs
 * backwards: a drift of the machine's speed, and the cache contents that a candidate leaves to the next one, affect all of
 * them alike.
 */
public final class InterleavedMeasurement {
    private InterleavedMeasurement() {}

    /**
     * Runs each candidate until it is warm, and measures.
     *
     * @return for each candidate its samples, one per round
     */
    public static <S> List<List<S>> run(List<? extends Candidate<S>> candidates, TimeBudget budget) {
        return run(candidates, budget, System::nanoTime);
    }

    static <S> List<List<S>> run(List<? extends Candidate<S>> candidates, TimeBudget budget, LongSupplier nanoTime) {
        List<Candidate<S>> cold = new ArrayList<>(candidates);
        while (!cold.isEmpty()) {
            cold.removeIf(Candidate::warmUp);
        }
        List<List<S>> samples = new ArrayList<>();
        candidates.forEach(_ -> samples.add(new ArrayList<>()));
        long start = nanoTime.getAsLong();
        for (int round = 0; !budget.isSpent(round, nanoTime.getAsLong() - start); round++) {
            for (int i = 0; i < candidates.size(); i++) {
                int turn = Math.floorMod(round % 2 == 0 ? round + i : round - i, candidates.size());
                samples.get(turn).add(candidates.get(turn).measure());
            }
        }
        return samples;
    }
}
