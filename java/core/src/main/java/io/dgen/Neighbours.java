// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.text.Decimals;
import io.dgen.internal.text.Quote;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Queries with a known nearest row (docs/format.md, "Neighbours"): each row of the stream is a different row of a table, plus
 * noise. The table is the stream of the same recipe without this value. Immutable.
 *
 * @param rows number of rows of the table; 0 only for {@link #NONE}
 * @param noise standard deviation of the noise, in standard deviations of the numbers of the table; above 0, at most 100
 */
public record Neighbours(long rows, double noise) {
    /** The rows of the stream are a table. */
    public static final Neighbours NONE = new Neighbours(0, 0);

    /** The key in the text of a recipe. */
    static final String KEY = "neighbours";

    private static final int MAX_NOISE = 100;

    /** Steps of an integral over the angles; the narrowest peak, of dimension 2^20, has the width 1/1000. */
    private static final int ANGLES = 20_000;

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})@([0-9.]+)");

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names both
     */
    public Neighbours {
        if (rows < 0 || rows == 0 && noise != 0) {
            throw new IllegalArgumentException(KEY + " of " + rows + " rows: expected 1 to " + Long.MAX_VALUE);
        }
        if (rows > 0 && !(noise > 0 && noise <= MAX_NOISE)) {
            throw new IllegalArgumentException(
                    KEY + " with noise " + Decimals.shown(noise) + ": expected a number above 0, at most " + MAX_NOISE);
        }
    }

    /**
     * Reads the value of a recipe.
     *
     * @param text rows of the table and the noise, such as {@code 1000000@0.1}
     * @return the value, never {@link #NONE}
     * @throws IllegalArgumentException if the text does not have that form, or a number is out of its range
     */
    public static Neighbours parse(String text) {
        Matcher matcher = TEXT.matcher(Objects.requireNonNull(text, "text"));
        String expected = "rows of the table and the noise, such as 1000000@0.1";
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new IllegalArgumentException(KEY + " " + Quote.of(text) + ": expected " + expected);
        }
        double noise = Decimals.parse(KEY, matcher.group(2), expected).doubleValue();
        return new Neighbours(Long.parseLong(matcher.group(1)), noise);
    }

    /**
     * Another row x is nearer than the row b of the query b + n only if the noise has a part of |x - b| / 2 in the direction of
     * x - b. For that, with the standard deviation s of the noise, exp(-|x - b|^2 / 8s^2) / 2 is an upper bound; the result is
     * its mean, times the rows (docs/numbers.md).
     */
    double missProbability(Numbers numbers) {
        int dimension = numbers.dimension();
        double ofRow;
        if (numbers.isNormalised()) {
            ofRow = meanOfDirections(dimension);
        } else if (numbers.distribution() instanceof Distribution.Uniform) {
            ofRow = Math.pow(noise * Math.sqrt(Math.PI * 2 / 3), dimension);
        } else {
            ofRow = Math.pow(1 + 1 / (2 * noise * noise), -dimension / 2.0);
        }
        return Math.min(1, rows / 2.0 * ofRow);
    }

    /** The mean over the angles between two random directions. */
    private double meanOfDirections(int dimension) {
        double sum = 0;
        double weights = 0;
        for (int i = 1; i < ANGLES; i++) {
            double angle = Math.PI * i / ANGLES;
            double weight = Math.pow(Math.sin(angle), dimension - 2.0);
            sum += weight * Math.pow(1 + (1 - Math.cos(angle)) / (2 * noise * noise), -dimension / 2.0);
            weights += weight;
        }
        return dimension == 1 ? 1 : sum / weights;
    }

    @Override
    public String toString() {
        return rows + "@" + Decimals.plain(noise);
    }
}
