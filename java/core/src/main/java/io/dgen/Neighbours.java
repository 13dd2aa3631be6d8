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

    static Neighbours parse(String text) {
        Matcher matcher = TEXT.matcher(Objects.requireNonNull(text, "text"));
        String expected = "rows of the table and the noise, such as 1000000@0.1";
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new IllegalArgumentException(KEY + " " + Quote.of(text) + ": expected " + expected);
        }
        double noise = Decimals.parse(KEY, matcher.group(2), expected).doubleValue();
        return new Neighbours(Long.parseLong(matcher.group(1)), noise);
    }

    @Override
    public String toString() {
        return rows + "@" + Decimals.plain(noise);
    }
}
