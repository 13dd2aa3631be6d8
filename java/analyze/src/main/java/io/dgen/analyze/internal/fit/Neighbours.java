// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.ToDoubleFunction;

/** Reduces the number of classes in a histogram. */
public final class Neighbours {
    private Neighbours() {}

    /**
     * Repeatedly joins the two adjacent classes with the smallest weight until the number of classes is at most {@code
     * max}.
     *
     * @param classes in their order
     * @param max largest number of classes to return
     */
    public static <T> List<T> join(List<T> classes, int max, ToDoubleFunction<T> weight, BinaryOperator<T> joined) {
        List<T> result = new ArrayList<>(classes);
        while (result.size() > max) {
            int least = 0;
            double leastWeight = Double.POSITIVE_INFINITY;
            for (int i = 0; i + 1 < result.size(); i++) {
                double pair = weight.applyAsDouble(result.get(i)) + weight.applyAsDouble(result.get(i + 1));
                if (pair < leastWeight) {
                    least = i;
                    leastWeight = pair;
                }
            }
            result.set(least, joined.apply(result.get(least), result.remove(least + 1)));
        }
        return result;
    }
}
