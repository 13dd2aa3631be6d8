// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A table of text, with two spaces between columns. */
public final class Table {
    private static final int GAP = 2;

    private final List<String[]> rows = new ArrayList<>();

    /** Adds a row, with as many cells as the first row. */
    public void row(Stream<String> cells) {
        rows.add(cells.toArray(String[]::new));
    }

    /** {@return the rows, each column as wide as its widest cell} */
    public List<String> lines() {
        int[] widths = new int[rows.getFirst().length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + GAP));
        }
        return line.toString().stripTrailing();
    }
}
