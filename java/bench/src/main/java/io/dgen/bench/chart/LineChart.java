// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.chart;

import java.util.List;

/** A line for each series; a gap where there is no value. */
public final class LineChart extends Chart {
    public LineChart(List<String> categories, List<Series> series) {
        super(categories, series);
    }

    @Override
    void draw() {
        for (int s = 0; s < series.size(); s++) {
            List<Double> values = series.get(s).values();
            StringBuilder path = new StringBuilder();
            boolean pen = false;
            for (int c = 0; c < categories.size(); c++) {
                double value = values.get(c);
                if (!Double.isNaN(value)) {
                    path.append(pen ? 'L' : 'M')
                            .append(point(middle(c)))
                            .append(',')
                            .append(point(y(value)));
                }
                pen = !Double.isNaN(value);
            }
            format("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n", path, colour(s));
            for (int c = 0; c < categories.size(); c++) {
                double value = values.get(c);
                if (!Double.isNaN(value)) {
                    format(
                            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"><title>%s</title></circle>%n",
                            middle(c), y(value), colour(s), number(value));
                }
            }
        }
    }

    private static double point(double coordinate) {
        return Math.round(coordinate * 10) / 10.0;
    }
}
