package io.dgen.benchmarks.ratio;

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

/** What a run leaves behind: a Markdown page, which is printed as it grows, plots and JSON. */
final class Results {
    private static final DateTimeFormatter FILE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmmss", Locale.ROOT);

    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> plots = new LinkedHashMap<>();
    private final String stem;

    /** {@code kind} is the end of the files' names. */
    Results(String kind) {
        stem = FILE_TIME.format(LocalDateTime.now(ZoneId.systemDefault())) + "-" + kind;
    }

    void line(String line) {
        System.out.println(line);
        lines.add(line);
    }

    /** The page shows it where it is now. */
    void plot(String name, String title, String svg) {
        plots.put(name, svg);
        lines.add("");
        lines.add("![" + title + "](" + stem + "-" + name + ".svg)");
    }

    /** To {@code folder} and, where a folder for the docs is given, the charts there too, under plain names. */
    void save(Path folder, @Nullable String json, @Nullable Path docs) throws IOException {
        Files.createDirectories(folder);
        if (json != null) {
            Files.writeString(folder.resolve(stem + ".json"), json + "\n");
        }
        Files.writeString(folder.resolve(stem + ".md"), String.join("\n", lines) + "\n");
        for (Map.Entry<String, String> plot : plots.entrySet()) {
            Files.writeString(folder.resolve(stem + "-" + plot.getKey() + ".svg"), plot.getValue());
            if (docs != null && plot.getKey().startsWith(Charts.PREFIX)) {
                Files.createDirectories(docs);
                String name = plot.getKey().substring(Charts.PREFIX.length());
                Files.writeString(docs.resolve(name + ".svg"), plot.getValue());
            }
        }
        System.err.println("wrote " + stem + ".md and what belongs to it");
    }

    Path json(Path folder) {
        return folder.resolve(stem + ".json");
    }
}
