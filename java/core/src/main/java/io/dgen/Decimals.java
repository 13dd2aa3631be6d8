package io.dgen;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decimal numbers as text. A double stands for the shortest decimal that denotes it. */
final class Decimals {
    /** How far from 1 the sum of shares or weights may be. */
    private static final BigDecimal TOLERANCE = new BigDecimal("0.000001");

    private static final Pattern TEXT = Pattern.compile("[0-9]{1,400}(\\.[0-9]{1,400})?");

    private Decimals() {}

    /** The number that the text is, without sign or exponent; null if it is none. */
    static @Nullable BigDecimal parse(String text) {
        return TEXT.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    /** For messages: NaN and infinities have a text too. */
    static String shown(double value) {
        return Double.isFinite(value) ? plain(value) : Double.toString(value);
    }

    static String plain(double value) {
        return plain(BigDecimal.valueOf(value));
    }

    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** {@code 0.05} as {@code 5%}. */
    static String percent(double share) {
        return plain(BigDecimal.valueOf(share).movePointRight(2)) + "%";
    }

    /** @param what begins the message: what the shares are of, and their text */
    static void checkSumIsOne(BigDecimal sum, String what) {
        if (sum.subtract(BigDecimal.ONE).abs().compareTo(TOLERANCE) > 0) {
            throw new IllegalArgumentException(
                    what + ": expected a sum of 1, to within " + plain(TOLERANCE) + "; it is " + plain(sum));
        }
    }
}
