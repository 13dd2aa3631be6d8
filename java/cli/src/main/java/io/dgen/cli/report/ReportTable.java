// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A table of items that is described once, for text, HTML and JSON. */
public final class ReportTable<T> {
    private final List<Column<T>> columns = new ArrayList<>();

    private record Column<T>(String key, String title, String format, Function<T, @Nullable Object> value) {
        String cell(T row) {
            Object cell = value.apply(row);
            if (cell == null) {
                return " ".repeat(title.length() - 1) + "-";
            }
            boolean isPercent = format.endsWith("%%") && cell instanceof Double;
            return String.format(Locale.ROOT, format, isPercent ? 100 * (Double) cell : cell);
        }
    }

    /**
     * Adds a column on the right.
     *
     * @param key name of the field of the JSON object of each row; empty for a column that JSON does not have
     * @param title of the column
     * @param format of the cells, as {@link String#format}; with a percent sign at the end, fractions are in percent
     * @return this
     */
    public ReportTable<T> column(String key, String title, String format, Function<T, @Nullable Object> value) {
        columns.add(new Column<>(key, title, format, value));
        return this;
    }

    /**
     * Adds a field of the JSON object without a column.
     *
     * @return this
     */
    public ReportTable<T> field(String key, Function<T, @Nullable Object> value) {
        return column(key, "", "", value);
    }

    private Stream<Column<T>> shown() {
        return columns.stream().filter(c -> !c.title.isEmpty());
    }

    /** {@return the titles, then the cells of each row; a hyphen below the title's end where there is no value} */
    public List<List<String>> lines(List<T> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(shown().map(Column::title).toList());
        rows.forEach(row -> lines.add(shown().map(c -> c.cell(row)).toList()));
        return lines;
    }

    /** Prints titles and rows as text. */
    public void print(List<T> rows, PrintStream out) {
        Table table = new Table();
        lines(rows).forEach(cells -> table.row(cells.stream()));
        table.lines().forEach(out::println);
    }

    /** {@return the JSON object of a row} */
    public Map<String, @Nullable Object> toMap(T row) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        columns.stream().filter(c -> !c.key.isEmpty()).forEach(c -> fields.put(c.key, c.value.apply(row)));
        return fields;
    }
}
