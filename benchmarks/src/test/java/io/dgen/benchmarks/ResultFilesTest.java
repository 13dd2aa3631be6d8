// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultFilesTest {
    @TempDir
    private Path dir;

    @Test
    void pageChartsAndJson() throws IOException {
        Path docs = dir.resolve("docs");
        ResultFiles files = new ResultFiles(dir.resolve("results"), "kind");
        files.line("| a |");
        files.chart("chart-sizes", "Sizes", "<svg>1</svg>");
        files.chart("fill", "Bars", "<svg>2</svg>");
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rows", List.of(Map.of("value", 1.5)));
        json.put("cpu", null);
        files.saveJson(json);
        files.save(docs);

        String stem = files.json().getFileName().toString().replace(".json", "");
        assertThat(stem).matches("\\d{4}-\\d\\d-\\d\\d-\\d{6}-kind");
        Path results = dir.resolve("results");
        assertThat(Files.readString(results.resolve(stem + ".md")))
                .isEqualTo("| a |\n\n![Sizes](" + stem + "-chart-sizes.svg)\n\n![Bars](" + stem + "-fill.svg)\n");
        assertThat(results.resolve(stem + "-fill.svg")).hasContent("<svg>2</svg>");
        assertThat(Files.readString(files.json()).replaceAll("\\s", ""))
                .isEqualTo("{\"rows\":[{\"value\":1.5}],\"cpu\":null}");
        // Only charts of rates are part of the documentation.
        assertThat(docs).isDirectoryContaining("glob:**/sizes.svg").isDirectoryNotContaining("glob:**/fill.svg");
    }
}
