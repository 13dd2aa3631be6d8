// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/** The files of a run: a Markdown page, which is printed line by line, charts and JSON. */
final class ResultFiles {
    private static final DateTimeFormatter FILE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmmss", Locale.ROOT);
    private static final String DOCUMENTED = "chart-";

    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> charts = new LinkedHashMap<>();
    private final Path folder;
    private final String stem;

    /** @param kind end of the files' names */
    ResultFiles(Path folder, String kind) throws IOException {
        this.folder = Files.createDirectories(folder);
        stem = FILE_TIME.format(LocalDateTime.now(ZoneId.systemDefault())) + "-" + kind;
    }

    void line(String line) {
        System.out.println(line);
        lines.add(line);
    }

    /** Adds a chart to the end of the page. */
    void chart(String name, String title, String svg) {
        charts.put(name, svg);
        lines.add("");
        lines.add("![" + title + "](" + stem + "-" + name + ".svg)");
    }

    void saveJson(Map<String, @Nullable Object> results) throws IOException {
        JSON.std
                .with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES)
                .write(results, json().toFile());
    }

    Path json() {
        return folder.resolve(stem + ".json");
    }

    /** @param docs folder for the charts under plain names, too; null for none */
    void save(@Nullable Path docs) throws IOException {
        Files.writeString(folder.resolve(stem + ".md"), String.join("\n", lines) + "\n");
        for (Map.Entry<String, String> chart : charts.entrySet()) {
            Files.writeString(folder.resolve(stem + "-" + chart.getKey() + ".svg"), chart.getValue());
            if (docs != null && chart.getKey().startsWith(DOCUMENTED)) {
                Files.createDirectories(docs);
                String name = chart.getKey().substring(DOCUMENTED.length());
                Files.writeString(docs.resolve(name + ".svg"), chart.getValue());
            }
        }
        System.err.println("wrote " + stem + ".md and the files that belong to it");
    }
}
