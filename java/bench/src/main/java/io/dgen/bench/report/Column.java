package io.dgen.bench.report;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table, and a field of the JSON object of each row.
 *
 * @param key name of the field; empty for a column that JSON does not have
 * @param title of the column; empty for a field that the table does not have
 * @param format of the cells, as {@link String#format}; with a percent sign at the end, fractions are shown in percent
 */
public record Column<T>(String key, String title, String format, Function<T, @Nullable Object> value) {
    /** {@return a column with cells as wide as its title, aligned to the left} */
    public static <T> Column<T> text(String key, String title, Function<T, @Nullable Object> value) {
        return new Column<>(key, title, "%s", value);
    }

    /** {@return a field without a column} */
    public static <T> Column<T> field(String key, Function<T, @Nullable Object> value) {
        return text(key, "", value);
    }

    /** {@return the value for the reader; a hyphen below the title's end if there is no value} */
    String cell(T row) {
        Object value = this.value.apply(row);
        if (value == null) {
            return " ".repeat(title.length() - 1) + "-";
        }
        boolean isPercent = format.endsWith("%%") && value instanceof Double;
        return String.format(Locale.ROOT, format, isPercent ? 100 * (Double) value : value);
    }

    void putInto(Map<String, @Nullable Object> fields, T row) {
        if (!key.isEmpty()) {
            fields.put(key, value.apply(row));
        }
    }
}
