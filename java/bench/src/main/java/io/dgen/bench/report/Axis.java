// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.report;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The value axis of a chart. */
final class Axis {
    private static final double[] FACTORS = {1, 2, 5};

    private final List<Double> ticks;
    private final DoubleUnaryOperator scale;

    /**
     * @param ticks values with a line and a label, ascending; the first and the last one are the ends of the axis
     * @param scale a rising function
     */
    private Axis(List<Double> ticks, DoubleUnaryOperator scale) {
        this.ticks = ticks;
        this.scale = scale;
    }

    /** An axis from 0 up, for values up to {@code max}. */
    static Axis linear(double max) {
        double step = atLeast((max > 0 ? max : 1) / 5);
        int steps = (int) Math.max(1, Math.ceil(max / step));
        return new Axis(
                IntStream.rangeClosed(0, steps).mapToObj(i -> i * step).toList(), DoubleUnaryOperator.identity());
    }

    /** An axis on which equal ratios have equal distances; smaller values than {@code min} are at its end. */
    static Axis logarithmic(double min, double max) {
        double first = atMost(min > 0 ? min : 1);
        double last = atLeast(Math.max(max, first * 2));
        List<Double> ticks = DoubleStream.iterate(first, tick -> tick < last * 1.001, tick -> atLeast(tick * 1.5))
                .boxed()
                .toList();
        return new Axis(ticks, value -> Math.log(Math.max(value, first)));
    }

    List<Double> ticks() {
        return ticks;
    }

    /** The position of a value: 0 is the start of the axis, and 1 its end. */
    double position(double value) {
        double start = scale.applyAsDouble(ticks.getFirst());
        return (scale.applyAsDouble(value) - start) / (scale.applyAsDouble(ticks.getLast()) - start);
    }

    /** The smallest of 1, 2 or 5 times a power of ten that is at least the value. */
    private static double atLeast(double value) {
        double power = power(value);
        return DoubleStream.of(FACTORS)
                .map(factor -> factor * power)
                .filter(tick -> tick >= value)
                .findFirst()
                .orElse(10 * power);
    }

    /** The largest of 1, 2 or 5 times a power of ten that is at most the value. */
    private static double atMost(double value) {
        double power = power(value);
        return DoubleStream.of(FACTORS)
                .map(factor -> factor * power)
                .filter(tick -> tick <= value)
                .max()
                .orElse(power);
    }

    private static double power(double value) {
        return Math.pow(10, Math.floor(Math.log10(Math.max(value, 1e-6))));
    }
}
