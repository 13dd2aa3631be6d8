package io.dgen.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table that is described once, for text, Markdown, HTML and JSON. */
public record ReportTable<T>(List<Column<T>> columns, List<T> rows) {
    /** {@return the titles, then the cells of each row} */
    public List<List<String>> lines() {
        List<Column<T>> shown =
                columns.stream().filter(c -> !c.title().isEmpty()).toList();
        List<List<String>> lines = new ArrayList<>();
        lines.add(shown.stream().map(Column::title).toList());
        rows.forEach(row -> lines.add(shown.stream().map(c -> c.cell(row)).toList()));
        return lines;
    }

    /** {@return the fields of each row} */
    public List<Map<String, @Nullable Object>> toMaps() {
        List<Map<String, @Nullable Object>> maps = new ArrayList<>();
        for (T row : rows) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            columns.forEach(c -> c.putInto(fields, row));
            maps.add(fields);
        }
        return maps;
    }
}
