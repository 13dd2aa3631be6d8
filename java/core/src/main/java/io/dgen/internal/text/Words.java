// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.text;

import java.util.regex.Pattern;

/** Unsigned 64-bit numbers as text. */
public final class Words {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private static final Pattern HEX = Pattern.compile("0[xX][0-9a-fA-F]{1,16}");

    private Words() {}

    /**
     * Reads a decimal number, or a hexadecimal one after {@code 0x}.
     *
     * @param name start of the message: the name of the value
     * @throws IllegalArgumentException unless the number is in 0 .. 2^64 - 1
     */
    public static long parse(String name, String text) {
        try {
            if (HEX.matcher(text).matches()) {
                return Long.parseUnsignedLong(text.substring(2), 16);
            }
            if (DIGITS.matcher(text).matches()) {
                return Long.parseUnsignedLong(text);
            }
        } catch (NumberFormatException e) {
            // falls through to the message that names the range
        }
        throw new IllegalArgumentException(name + " " + Quote.of(text) + ": expected 0 to " + Long.toUnsignedString(-1)
                + ", or 0x and up to 16 hex digits");
    }
}
