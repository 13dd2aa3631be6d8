// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A limit with its unit, such as {@code >= 0.9} or {@code <= 150 ms}. */
final class Bar {
    private static final Pattern TEXT = Pattern.compile("([<>]=) ([0-9.]+)(.*)");

    /** Bytes are whole numbers: a fraction is what the harness allocates, divided by the number of calls. */
    private static final double TOLERANCE_OF_BYTES = 0.5;

    private final String text;
    private final String unit;
    private final double tolerance;
    final double limit;

    /** Whether the limit is the least value; otherwise it is the largest. */
    final boolean isAtLeast;

    Bar(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("bar '" + text + "': expected >= or <=, a number and a unit");
        }
        this.text = text;
        isAtLeast = matcher.group(1).equals(">=");
        limit = Double.parseDouble(matcher.group(2));
        unit = matcher.group(3);
        tolerance = unit.equals(" B") ? TOLERANCE_OF_BYTES : 0;
    }

    boolean isMet(double value) {
        return isAtLeast ? value >= limit - tolerance : value <= limit + tolerance;
    }

    /** {@return the value in proportion to the limit, or the inverse if less is better; NaN for a limit of 0} */
    double reached(double value) {
        return limit == 0 ? Double.NaN : isAtLeast ? value / limit : limit / value;
    }

    /** {@return a value with its unit} */
    String format(double value) {
        return number(value) + unit;
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.3f" : "%.1f", value);
    }

    @Override
    public String toString() {
        return text;
    }
}
