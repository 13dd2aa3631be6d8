// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.plan.ContentVersions;
import io.dgen.internal.text.Decimals;
import io.dgen.internal.text.KeyValues;
import io.dgen.internal.text.Quote;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the generations of a stream (docs/format.md, "Generations"). From each generation to the next, a share of the
 * distinct blocks gets new content, which no other generation had before; all copies of such a block change together.
 * Therefore all generations have the same deduplication and compression ratios. Immutable.
 *
 * @param number 0 .. 2^31 - 1; generation 0 has the bytes of the stream without generations
 * @param change share of the distinct blocks that change from each generation to the next, above 0, at most 1, such as
 *     0.05; 0 only for {@link #NONE}
 */
public record Generation(int number, double change) {
    /** A stream that has no other generation. */
    public static final Generation NONE = new Generation(0, 0);

    /** The keys in the text of a recipe. */
    static final String KEY = "generation";

    static final String CHANGE_KEY = "change";

    private static final String NUMBERS = "0 to " + Integer.MAX_VALUE;
    private static final String CHANGES = "a percentage above 0%, at most 100%, such as 5%";
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");
    private static final Pattern PERCENTAGE = Pattern.compile("([0-9.]+)%");

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names both
     */
    public Generation {
        checkNumber(number);
        if (change != 0) {
            checkChange(change);
        } else if (number > 0) {
            throw withoutChange(number);
        }
    }

    private static IllegalArgumentException withoutChange(int number) {
        return new IllegalArgumentException(
                KEY + " " + number + " without " + CHANGE_KEY + ": expected both, such as generation=3,change=5%");
    }

    private static void checkChange(double change) {
        if (!(change > 0 && change <= 1)) {
            String shown = Double.isFinite(change) ? Decimals.percent(change) : Decimals.shown(change);
            throw new IllegalArgumentException(CHANGE_KEY + " " + shown + ": expected " + CHANGES);
        }
    }

    static int checkNumber(long number) {
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(KEY + " " + number + ": expected " + NUMBERS);
        }
        return (int) number;
    }

    /**
     * Reads the number of a generation.
     *
     * @param text digits only, without sign or white space
     * @return the number
     * @throws IllegalArgumentException unless it is in 0 .. 2^31 - 1
     */
    public static int parseNumber(String text) {
        if (!DIGITS.matcher(Objects.requireNonNull(text, "text")).matches()) {
            throw new IllegalArgumentException(KEY + " " + Quote.of(text) + ": expected " + NUMBERS);
        }
        return checkNumber(Long.parseLong(text));
    }

    /**
     * Reads a share of the distinct blocks.
     *
     * @param text a percentage in plain decimal notation, such as {@code 5%}
     * @return the share, such as 0.05
     * @throws IllegalArgumentException unless it is above 0 % and at most 100 %
     */
    public static double parseChange(String text) {
        Matcher percentage = PERCENTAGE.matcher(Objects.requireNonNull(text, "text"));
        if (!percentage.matches()) {
            throw new IllegalArgumentException(CHANGE_KEY + " " + Quote.of(text) + ": expected " + CHANGES);
        }
        double change = Decimals.parse(CHANGE_KEY, percentage.group(1), CHANGES)
                .movePointLeft(2)
                .doubleValue();
        checkChange(change);
        return change;
    }

    /** Reads the keys that {@link #text} writes and removes them from the list. */
    static Generation parse(KeyValues recipe) {
        boolean hasNumber = recipe.has(KEY);
        int number = parseNumber(recipe.take(KEY, "0"));
        if (recipe.has(CHANGE_KEY)) {
            return new Generation(number, parseChange(recipe.take(CHANGE_KEY)));
        }
        if (hasNumber) {
            throw withoutChange(number);
        }
        return NONE;
    }

    /** The keys of a recipe and their values, after a comma; empty for {@link #NONE}. */
    String text() {
        return change == 0 ? "" : "," + KEY + "=" + number + "," + CHANGE_KEY + "=" + Decimals.percent(change);
    }

    /** @throws IllegalArgumentException if the generation needs more contents than exist */
    void checkContents(long contents, long blockBytes) {
        if (number == 0) {
            return;
        }
        long most = ContentVersions.lastGeneration(contents, blockBytes, BigDecimal.valueOf(change));
        if (number > most) {
            throw new IllegalArgumentException(KEY + " " + number + ": expected 0 to " + most + " for " + contents
                    + " distinct blocks of " + ByteSize.format(blockBytes) + " and a " + CHANGE_KEY + " of "
                    + Decimals.percent(change)
                    + ", because the contents of all generations together have less than 8 EiB");
        }
    }
}
