package io.dgen.cli.bench;

import io.dgen.MemoryCeiling;
import java.util.Comparator;
import java.util.Map;

/**
 * A rate beside the ceiling that it is measured against. Rates are in decimal gigabytes per second.
 *
 * @param work whose rate it is
 * @param operation what it did
 * @param rate measured
 * @param ceiling the fastest of those that touch memory in the same way
 * @param ceilingRate measured in the same rounds, on the same buffer, by as many threads
 */
record Figure(String work, Operation operation, Samples rate, MemoryCeiling ceiling, Samples ceilingRate) {
    static Figure of(String work, Operation operation, Samples rate, Map<MemoryCeiling, Samples> ceilings) {
        MemoryCeiling best = operation.ceilings().stream()
                .max(Comparator.comparingDouble(c -> at(ceilings, c).median()))
                .orElseThrow();
        return new Figure(work, operation, rate, best, at(ceilings, best));
    }

    private static Samples at(Map<MemoryCeiling, Samples> ceilings, MemoryCeiling ceiling) {
        Samples samples = ceilings.get(ceiling);
        if (samples == null) {
            throw new IllegalArgumentException("ceiling " + ceiling + " was not measured");
        }
        return samples;
    }

    double ofCeiling() {
        return rate.median() / ceilingRate.median();
    }
}
