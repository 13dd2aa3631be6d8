package io.dgen.cli.bench;

import java.util.Arrays;
import java.util.List;

/**
 * What was measured of one thing, once in each round.
 *
 * @param values at least one
 */
public record Samples(List<Double> values) {
    public Samples {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("samples: expected at least one");
        }
    }

    public double median() {
        return quantile(0.5);
    }

    /** How far the middle four fifths lie apart, as a share of the median; 0 if the median is. */
    public double spread() {
        double median = median();
        return median == 0 ? 0 : (quantile(0.9) - quantile(0.1)) / median;
    }

    /** Between two samples where it falls between them. */
    double quantile(double share) {
        double[] sorted = values.stream().mapToDouble(v -> v).toArray();
        Arrays.sort(sorted);
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
