// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.report;

import java.util.Collections;
import java.util.List;

/** Lines of Markdown tables. */
public final class MarkdownTable {
    private MarkdownTable() {}

    /** {@return the two lines that begin a table} */
    public static List<String> head(List<String> titles) {
        return List.of(row(titles), "|" + String.join("|", Collections.nCopies(titles.size(), "---")) + "|");
    }

    public static List<String> head(String... titles) {
        return head(List.of(titles));
    }

    public static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    public static String row(String... cells) {
        return row(List.of(cells));
    }
}
