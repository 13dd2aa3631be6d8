// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.text;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decimal numbers as text. A double denotes the decimal of {@link Double#toString(double)}. */
public final class Decimals {
    /** Largest distance of a sum of shares or weights from 1. */
    private static final BigDecimal TOLERANCE = new BigDecimal("0.000001");

    private static final int MAX_DIGITS = 400;

    private static final Pattern TEXT = Pattern.compile("([0-9]+)(?:\\.([0-9]+))?");

    private Decimals() {}

    /**
     * Reads a number without sign and exponent.
     *
     * @param name start of the message: the name of the number
     * @param expected end of the message
     * @throws IllegalArgumentException if the text is not a number, or has too many digits
     */
    public static BigDecimal parse(String name, String text, String expected) {
        checkDigits(name, text, expected, MAX_DIGITS);
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException(name + " " + Quote.of(text) + ": expected " + expected);
        }
        return new BigDecimal(text);
    }

    /** As {@link #parse}, of a number that can have a minus sign. */
    public static BigDecimal parseSigned(String name, String text, String expected) {
        boolean isNegative = text.startsWith("-")
                && TEXT.matcher(text).region(1, text.length()).matches();
        return isNegative ? parse(name, text.substring(1), expected).negate() : parse(name, text, expected);
    }

    /**
     * Checks the length of a number.
     *
     * @throws IllegalArgumentException if the text is a number with more digits before or after its point
     */
    public static void checkDigits(String name, String text, String expected, int most) {
        Matcher matcher = TEXT.matcher(text);
        if (matcher.matches() && Math.max(matcher.end(1), matcher.end(2) - matcher.start(2)) > most) {
            throw new IllegalArgumentException(name + " " + Quote.of(text) + ": expected " + expected
                    + ", with at most " + most + " digits before the point, and as many after it");
        }
    }

    /**
     * Reads a ratio.
     *
     * @param name start of the message: the name of the ratio
     * @return the nearest {@code double}, at least 1
     * @throws IllegalArgumentException unless the text is a finite number of at least 1
     */
    public static double parseRatio(String name, String text) {
        String expected = "a decimal number, 1 or more, such as 2.5";
        BigDecimal exact = parse(name + " ratio", text, expected);
        // Compared before the number is rounded to a double: 0.99999999999999999999 is below 1.
        if (exact.compareTo(BigDecimal.ONE) < 0) {
            throw new IllegalArgumentException(name + " ratio " + Quote.of(text) + ": expected " + expected);
        }
        double ratio = exact.doubleValue();
        if (!Double.isFinite(ratio)) {
            throw new IllegalArgumentException(
                    name + " ratio " + Quote.of(text) + ": expected at most " + Double.MAX_VALUE);
        }
        return ratio;
    }

    /** The text of a value in a message. The value may be infinite or not a number. */
    public static String shown(double value) {
        return Double.isFinite(value) ? plain(value) : Double.toString(value);
    }

    public static String plain(double value) {
        return plain(BigDecimal.valueOf(value));
    }

    public static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** {@code 0.05} as {@code 5%}. */
    public static String percent(double share) {
        return plain(BigDecimal.valueOf(share).movePointRight(2)) + "%";
    }

    /** @param what start of the message: the name of the shares and their text */
    public static void checkSumIsOne(BigDecimal sum, String what) {
        if (sum.subtract(BigDecimal.ONE).abs().compareTo(TOLERANCE) > 0) {
            throw new IllegalArgumentException(
                    what + ": expected a sum of 1, to within " + plain(TOLERANCE) + "; it is " + plain(sum));
        }
    }
}
