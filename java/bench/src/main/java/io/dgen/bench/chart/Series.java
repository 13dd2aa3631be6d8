// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.chart;

import java.util.List;

/**
 * A series of a chart.
 *
 * @param name for the legend
 * @param values one for each of the chart's categories, in their order; NaN where a value is missing
 */
public record Series(String name, List<Double> values) {
    double max() {
        return values.stream()
                .mapToDouble(v -> v)
                .filter(v -> !Double.isNaN(v))
                .max()
                .orElse(0);
    }
}
