// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table that is described once, for text, Markdown, HTML and JSON.
 *
 * @param columns from left to right; also the fields of the JSON object of each row
 */
public record ReportTable<T>(List<ReportColumn<T>> columns) {
    /**
     * A column, or a field.
     *
     * @param key name of the field; empty for a column that JSON does not have
     * @param title of the column; empty for a field that the table does not have
     * @param format of the cells, as {@link String#format}; with a percent sign at the end, fractions are in percent
     */
    public record ReportColumn<T>(String key, String title, String format, Function<T, @Nullable Object> value) {
        /** {@return a field without a column} */
        public static <T> ReportColumn<T> field(String key, Function<T, @Nullable Object> value) {
            return new ReportColumn<>(key, "", "", value);
        }

        private String cell(T row) {
            Object cell = value.apply(row);
            if (cell == null) {
                return " ".repeat(title.length() - 1) + "-";
            }
            boolean isPercent = format.endsWith("%%") && cell instanceof Double;
            return String.format(Locale.ROOT, format, isPercent ? 100 * (Double) cell : cell);
        }
    }

    private Stream<ReportColumn<T>> shown() {
        return columns.stream().filter(c -> !c.title.isEmpty());
    }

    /** {@return the titles, then the cells of each row; a hyphen below the title's end where there is no value} */
    public List<List<String>> lines(List<T> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(shown().map(ReportColumn::title).toList());
        rows.forEach(row -> lines.add(shown().map(c -> c.cell(row)).toList()));
        return lines;
    }

    /** {@return the fields of a row} */
    public Map<String, @Nullable Object> toMap(T row) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        columns.stream().filter(c -> !c.key.isEmpty()).forEach(c -> fields.put(c.key, c.value.apply(row)));
        return fields;
    }
}
