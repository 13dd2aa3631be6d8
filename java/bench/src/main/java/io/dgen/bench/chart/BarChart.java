// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.chart;

import java.util.List;

/** The series side by side in each category. */
public final class BarChart extends Chart {
    public BarChart(List<String> categories, List<Series> series) {
        super(categories, series);
    }

    @Override
    void draw() {
        double bar = slot() * 0.78 / Math.max(1, series.size());
        for (int c = 0; c < categories.size(); c++) {
            for (int s = 0; s < series.size(); s++) {
                double value = series.get(s).values().get(c);
                if (!Double.isNaN(value)) {
                    format(
                            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>%s</title></rect>%n",
                            middle(c) - slot() * 0.39 + s * bar,
                            y(value),
                            Math.max(0.5, bar - 1),
                            BOTTOM - y(value),
                            colour(s),
                            number(value));
                }
            }
        }
    }
}
