// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.chart;

import java.util.List;
import java.util.Locale;

/** A line for each series; a gap where there is no value. */
public final class LineChart extends Chart {
    private static final String CIRCLE =
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"><title>%s</title></circle>%n";

    public LineChart(List<String> categories, List<Series> series) {
        super(categories, series);
    }

    @Override
    void draw() {
        for (int s = 0; s < series.size(); s++) {
            StringBuilder path = new StringBuilder();
            StringBuilder circles = new StringBuilder();
            boolean pen = false;
            for (int c = 0; c < categories.size(); c++) {
                double value = series.get(s).values().get(c);
                if (!Double.isNaN(value)) {
                    path.append(pen ? 'L' : 'M')
                            .append(point(middle(c)))
                            .append(',')
                            .append(point(y(value)));
                    circles.append(String.format(Locale.ROOT, CIRCLE, middle(c), y(value), colour(s), number(value)));
                }
                pen = !Double.isNaN(value);
            }
            format("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n%s", path, colour(s), circles);
        }
    }

    private static double point(double coordinate) {
        return Math.round(coordinate * 10) / 10.0;
    }
}
