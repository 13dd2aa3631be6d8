// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.statistics;

import java.util.stream.DoubleStream;

/** The line {@code y = intercept + slope * x}. */
public record FittedLine(double intercept, double slope) {
    /**
     * {@return the line of least squares through points}
     *
     * @throws IllegalArgumentException if there are no two points with different x
     */
    public static FittedLine of(double[] x, double[] y) {
        double meanX = DoubleStream.of(x).average().orElse(0);
        double meanY = DoubleStream.of(y).average().orElse(0);
        double xy = 0;
        double xx = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
        }
        if (xx == 0) {
            throw new IllegalArgumentException("points: expected at least two with different x");
        }
        double slope = xy / xx;
        return new FittedLine(meanY - slope * meanX, slope);
    }
}
