// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.chart;

/** Text inside XML and HTML. */
public final class Markup {
    private Markup() {}

    /** {@return the text with all characters that XML does not allow escaped or replaced} */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(c < 32 || c == 0xFFFE || c == 0xFFFF || isSurrogate(c) ? 0xFFFD : c);
            }
        });
        return escaped.toString();
    }

    private static boolean isSurrogate(int c) {
        return c >= 0xD800 && c <= 0xDFFF;
    }
}
