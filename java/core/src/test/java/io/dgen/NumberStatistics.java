// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Statistics of samples of numbers. */
final class NumberStatistics {
    private NumberStatistics() {}

    static double[] doubles(float[] numbers) {
        double[] x = new double[numbers.length];
        Arrays.setAll(x, i -> numbers[i]);
        return x;
    }

    /** The distribution function of the standard normal distribution, by its power series. */
    static double normal(double x) {
        if (x > 8) {
            return 1;
        }
        if (x < -8) {
            return 0;
        }
        double sum = 0;
        double term = x;
        for (int i = 3; sum + term != sum; i += 2) {
            sum += term;
            term *= x * x / i;
        }
        return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    /** The distance of Kolmogorov and Smirnov between numbers and a continuous distribution. */
    static double distance(double[] numbers, DoubleUnaryOperator distribution) {
        double[] x = numbers.clone();
        Arrays.sort(x);
        double largest = 0;
        for (int i = 0; i < x.length; i++) {
            double p = distribution.applyAsDouble(x[i]);
            largest = Math.max(largest, Math.max(p - (double) i / x.length, (i + 1.0) / x.length - p));
        }
        return largest;
    }

    /** The mean of a power of the numbers after they are moved and divided. */
    static double moment(double[] numbers, double mean, double sd, int power) {
        double sum = 0;
        for (double x : numbers) {
            sum += Math.pow((x - mean) / sd, power);
        }
        return sum / numbers.length;
    }

    /** The correlation of each number with the one a distance later; mean and standard deviation are known. */
    static double correlation(double[] numbers, double mean, double sd, int distance) {
        double sum = 0;
        for (int i = distance; i < numbers.length; i++) {
            sum += (numbers[i] - mean) * (numbers[i - distance] - mean);
        }
        return sum / (numbers.length - distance) / (sd * sd);
    }
}
