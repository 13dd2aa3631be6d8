// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.fit;

import java.util.function.DoubleUnaryOperator;

/**
 * Two adjacent factors that enclose the wanted size, for a size that increases with the factor. If no factor has the
 * wanted size, the last two factors on the side nearest to it.
 *
 * @param low the smaller factor
 * @param high the larger factor
 * @param below wanted size minus the size at {@code low}
 * @param above size at {@code high} minus the wanted size
 */
record FactorBracket(double low, double high, double below, double above) {
    private static final int BISECTIONS = 18;

    /** Bisects the factors from 1 / max to max on a logarithmic scale. */
    static FactorBracket around(double wanted, double max, DoubleUnaryOperator size) {
        double low = -Math.log(max);
        double high = -low;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (size.applyAsDouble(Math.exp(middle)) < wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double from = Math.exp(low);
        double to = Math.exp(high);
        return new FactorBracket(from, to, wanted - size.applyAsDouble(from), size.applyAsDouble(to) - wanted);
    }

    private boolean isLowNearer() {
        return Math.abs(below) < Math.abs(above);
    }

    double nearest() {
        return isLowNearer() ? low : high;
    }

    double distance() {
        return Math.min(Math.abs(below), Math.abs(above));
    }
}
