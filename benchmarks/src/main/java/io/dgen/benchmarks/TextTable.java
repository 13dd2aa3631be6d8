// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A resource with lines of cells between {@code |}, in sections. Lines that begin with {@code #} are comments. */
public final class TextTable {
    /**
     * Lines below a heading.
     *
     * @param heading cells of the line in brackets
     */
    public record Section(List<String> heading, List<List<String>> rows) {}

    private TextTable() {}

    public static List<Section> read(String resource) {
        try (InputStream stream = Objects.requireNonNull(TextTable.class.getResourceAsStream(resource), resource)) {
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Section> parse(String text) {
        List<Section> sections = new ArrayList<>();
        text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).forEach(line -> {
            if (line.startsWith("[")) {
                sections.add(new Section(cells(line.substring(1, line.length() - 1), "\\|"), new ArrayList<>()));
            } else {
                sections.getLast().rows().add(cells(line, "\\|"));
            }
        });
        return sections;
    }

    public static List<String> cells(String line, String separator) {
        return Arrays.stream(line.split(separator)).map(String::strip).toList();
    }
}
