// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.text.Decimals;
import io.dgen.internal.text.Quote;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Byte counts as text (docs/format.md, "Recipe"): {@code 4096}, {@code 128KiB}, {@code 1.5GiB}, {@code 10GB}. */
public final class ByteSize {
    private static final String PREFIXES = "KMGTPE";

    /** Lazy holder: compiles the pattern only when text is parsed. */
    private static final class SizeSyntax {
        static final Pattern TEXT = Pattern.compile("(\\d+(?:\\.\\d+)?)[ \\t]*([A-Za-z]*)");

        static final int MAX_DIGITS = 40;

        static final Map<String, Integer> DECIMAL_EXPONENTS =
                Map.of("KB", 3, "MB", 6, "GB", 9, "TB", 12, "PB", 15, "EB", 18);
    }

    private ByteSize() {}

    /**
     * Reads a byte count. Units, in any case: none or {@code B}; {@code KiB} to {@code EiB} and, shorter, {@code K} to
     * {@code E} for powers of 1024; {@code KB} to {@code EB} for powers of 1000. Fractions are legal if they are a
     * whole number of bytes.
     *
     * @param text a decimal number of up to 40 digits on each side of the point, and a unit; blanks and tabs may
     *     be between them
     * @return bytes, 0 .. 2^63 - 1
     * @throws IllegalArgumentException if the text is not a byte count
     */
    public static long parse(String text) {
        Matcher matcher = SizeSyntax.TEXT.matcher(Objects.requireNonNull(text, "text"));
        if (!matcher.matches()) {
            throw invalid(text);
        }
        Decimals.checkDigits("size", matcher.group(1), "0 to " + Long.MAX_VALUE + " bytes", SizeSyntax.MAX_DIGITS);
        BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(unit(matcher.group(2), text));
        if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException(
                    "size " + Quote.of(text) + ": expected 0 to " + Long.MAX_VALUE + " bytes");
        }
        try {
            return bytes.longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "size " + Quote.of(text) + ": expected a whole number of bytes, 0 to " + Long.MAX_VALUE, e);
        }
    }

    private static BigDecimal unit(String unit, String text) {
        String u = unit.toUpperCase(Locale.ROOT);
        if (u.isEmpty() || u.equals("B")) {
            return BigDecimal.ONE;
        }
        Integer decimalExponent = SizeSyntax.DECIMAL_EXPONENTS.get(u);
        if (decimalExponent != null) {
            return BigDecimal.ONE.scaleByPowerOfTen(decimalExponent);
        }
        int prefix = PREFIXES.indexOf(u.charAt(0));
        if (prefix < 0 || !(u.length() == 1 || u.substring(1).equals("IB"))) {
            throw invalid(text);
        }
        return BigDecimal.valueOf(1L << 10 * (prefix + 1));
    }

    /** @param what start of the message: the name of the value */
    static void checkPowerOfTwo(String what, long bytes, long least, long most) {
        if (bytes < least || bytes > most || Long.bitCount(bytes) != 1) {
            throw new IllegalArgumentException(what + " " + bytes + ": expected a power of two from "
                    + inBothForms(least) + " to " + inBothForms(most) + " bytes");
        }
    }

    private static String inBothForms(long bytes) {
        return bytes % 1024 == 0 ? bytes + " (" + format(bytes) + ")" : Long.toString(bytes);
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("size " + Quote.of(text) + ": expected a number of bytes, 0 to "
                + Long.MAX_VALUE + ", such as 4096, 128KiB, 1.5GiB or 10GB");
    }

    /**
     * {@return the shortest exact form: in the largest binary unit that divides the count, or without a unit}
     * {@link #parse} reads it back.
     *
     * @param bytes 0 .. 2^63 - 1
     */
    public static String format(long bytes) {
        int shift = bytes == 0 ? 0 : Math.min(60, Long.numberOfTrailingZeros(bytes) / 10 * 10);
        return shift == 0
                ? Long.toString(bytes)
                : (bytes >> shift) + PREFIXES.substring(shift / 10 - 1, shift / 10) + "iB";
    }
}
