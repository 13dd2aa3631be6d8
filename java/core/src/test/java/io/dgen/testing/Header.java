// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** native/include/dgen.h, parsed as text, independently of the bindings that are generated from it. */
public final class Header {
    /** A declaration such as {@code uint64_t offset}; {@code count} is above 1 for an array. */
    public record Variable(String type, String name, int count) {}

    public record Function(String returnType, String name, List<Variable> parameters) {}

    private static final Pattern VARIABLE = Pattern.compile("(.*[ *])(\\w+)(?:\\[(\\d+)])?", Pattern.DOTALL);

    private static final String TEXT = read();

    private Header() {}

    private static String read() {
        try {
            return Files.readString(Repository.root().resolve("native/include/dgen.h"))
                    .replaceAll("(?s)/\\*.*?\\*/", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<MatchResult> find(String regex) {
        return Pattern.compile(regex, Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(TEXT)
                .results();
    }

    /** Numeric macros and all enum constants. */
    public static Map<String, Integer> constants() {
        Map<String, Integer> constants = new LinkedHashMap<>();
        find("^#define (DGEN_\\w+) (\\d+)$").forEach(m -> constants.put(m.group(1), Integer.valueOf(m.group(2))));
        find("\\benum (\\w+) \\{").forEach(m -> constants.putAll(enumeration(m.group(1))));
        return constants;
    }

    public static Map<String, Integer> enumeration(String name) {
        Map<String, Integer> constants = new LinkedHashMap<>();
        String body = find("\\benum " + name + " \\{(.*?)\\};")
                .findFirst()
                .orElseThrow()
                .group(1);
        for (String constant : body.split(",", -1)) {
            String[] pair = constant.split("=", 2);
            constants.put(pair[0].strip(), Integer.valueOf(pair[1].strip()));
        }
        return constants;
    }

    public static Map<String, List<Variable>> structs() {
        Map<String, List<Variable>> structs = new LinkedHashMap<>();
        find("typedef struct (\\w+) \\{(.*?)\\} \\1;")
                .forEach(m -> structs.put(m.group(1), variables(m.group(2), ";")));
        return structs;
    }

    public static List<Function> functions() {
        return find("^DGEN_API\\s+([\\w ]+?[ *]+)(\\w+)\\(([^)]*)\\);")
                .map(m -> new Function(
                        normal(m.group(1)),
                        m.group(2),
                        m.group(3).equals("void") ? List.of() : variables(m.group(3), ",")))
                .toList();
    }

    /** Number of {@code DGEN_API} declarations, so that no function escapes the parser. */
    public static long declarations() {
        return find("^DGEN_API\\b").count();
    }

    private static List<Variable> variables(String text, String separator) {
        List<Variable> variables = new ArrayList<>();
        for (String declaration : text.split(separator, -1)) {
            if (!declaration.isBlank()) {
                Matcher m = VARIABLE.matcher(declaration.strip());
                if (!m.matches()) {
                    throw new IllegalStateException("cannot parse the declaration: " + declaration);
                }
                variables.add(new Variable(
                        normal(m.group(1)), m.group(2), m.group(3) == null ? 1 : Integer.parseInt(m.group(3))));
            }
        }
        return variables;
    }

    private static String normal(String type) {
        return type.replaceAll("\\s+", " ").replace(" *", "*").strip();
    }
}
