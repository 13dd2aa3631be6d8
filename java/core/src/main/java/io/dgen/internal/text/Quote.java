// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.text;

import java.util.Locale;

/** Text of callers in a message: quoted, without characters that change the message around it, and not longer than it helps. */
public final class Quote {
    /** Largest number of characters that are quoted. */
    public static final int MAX_CHARACTERS = 100;

    private Quote() {}

    /** {@return the text in quotes} A longer text is cut, and followed by its length. */
    public static String of(String text) {
        return inside("'", text);
    }

    /** {@return the text as {@link #of}, without quotes} */
    public static String unquoted(String text) {
        return inside("", text);
    }

    private static String inside(String mark, String text) {
        int characters = text.codePointCount(0, text.length());
        int shown = Math.min(characters, MAX_CHARACTERS);
        StringBuilder quote = new StringBuilder(mark);
        text.codePoints().limit(shown).forEach(c -> append(quote, c));
        quote.append(characters > shown ? "..." : "").append(mark);
        return quote.append(characters > shown ? " (" + characters + " characters)" : "")
                .toString();
    }

    private static void append(StringBuilder quote, int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> quote.append(String.format(Locale.ROOT, "\\u%04x", c));
            default -> quote.appendCodePoint(c);
        }
    }
}
