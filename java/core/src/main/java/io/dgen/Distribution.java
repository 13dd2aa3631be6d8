// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.text.Decimals;
import io.dgen.internal.text.KeyValues;

/** The distribution of the numbers of a stream (docs/format.md, "Numbers of a stream"). Immutable. */
public sealed interface Distribution {
    /** The keys in the text of a recipe. */
    String KEY = "dist";

    /**
     * All numbers from {@code low} up to, and without, {@code high}.
     *
     * @param low smallest number, finite
     * @param high above low, finite
     */
    record Uniform(double low, double high) implements Distribution {
        /**
         * Checks the order.
         *
         * @throws IllegalArgumentException if low is not below high, or one is not finite
         */
        public Uniform {
            checkFinite("low", low);
            checkFinite("high", high);
            if (!(low < high)) {
                throw new IllegalArgumentException("low " + Decimals.shown(low) + " and high " + Decimals.shown(high)
                        + ": expected low below high, which is not one of the numbers");
            }
        }

        @Override
        public String toString() {
            return "uniform,low=" + Decimals.plain(low) + ",high=" + Decimals.plain(high);
        }
    }

    /**
     * The normal distribution, without numbers that have a probability of less than about 10^-9 in 32 bits.
     *
     * @param mean finite
     * @param sd the standard deviation: above 0, finite
     */
    record Normal(double mean, double sd) implements Distribution {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is not finite, or the standard deviation not above 0
         */
        public Normal {
            checkFinite("mean", mean);
            checkFinite("sd", sd);
            if (!(sd > 0)) {
                throw new IllegalArgumentException("sd " + Decimals.shown(sd) + ": expected a number above 0");
            }
        }

        @Override
        public String toString() {
            return "normal,mean=" + Decimals.plain(mean) + ",sd=" + Decimals.plain(sd);
        }
    }

    private static void checkFinite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " " + Decimals.shown(value) + ": expected a finite number");
        }
    }

    /** Reads the keys of a recipe and removes them from the list. */
    static Distribution parse(KeyValues recipe) {
        String name = recipe.take(KEY, "uniform");
        return switch (name) {
            case "uniform" -> new Uniform(Numbers.real("low", recipe, "0"), Numbers.real("high", recipe, "1"));
            case "normal" -> new Normal(Numbers.real("mean", recipe, "0"), Numbers.real("sd", recipe, "1"));
            default ->
                throw new IllegalArgumentException(
                        KEY + " " + io.dgen.internal.text.Quote.of(name) + ": expected uniform, normal");
        };
    }
}
