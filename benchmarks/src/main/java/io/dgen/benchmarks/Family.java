// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Benchmarks with the same parameters: a line of {@code benchmarks.txt}.
 *
 * @param bytes of one operation: the name of a parameter, or a size
 * @param parameters their values; the first one is the default
 */
record Family(String name, String bytes, Map<String, List<String>> parameters, List<String> methods) {
    static final List<Family> ALL = TextTable.read("benchmarks.txt").getFirst().rows().stream()
            .map(Family::of)
            .toList();

    private static Family of(List<String> cells) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String parameter : TextTable.cells(cells.get(2), ";")) {
            if (!parameter.isEmpty()) {
                String[] parts = parameter.split("=", 2);
                parameters.put(parts[0], List.of(parts[1].split(" ")));
            }
        }
        return new Family(
                cells.get(0),
                cells.get(1),
                parameters,
                Arrays.asList(cells.get(3).split(" ")));
    }

    static Family find(String name) {
        return ALL.stream()
                .filter(f -> f.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no family of benchmarks " + name));
    }

    /**
     * {@return each method with each combination of values}
     *
     * @param values of a parameter, by its name; an empty list stands for those of the table
     */
    List<BenchmarkSpec> benchmarks(Function<String, List<String>> values) {
        List<Map<String, String>> combinations = List.of(Map.of());
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            List<String> given = values.apply(parameter.getKey());
            List<Map<String, String>> more = new ArrayList<>();
            for (Map<String, String> combination : combinations) {
                for (String value : given.isEmpty() ? parameter.getValue() : given) {
                    Map<String, String> longer = new TreeMap<>(combination);
                    longer.put(parameter.getKey(), value);
                    more.add(longer);
                }
            }
            combinations = more;
        }
        List<BenchmarkSpec> benchmarks = new ArrayList<>();
        for (String method : methods) {
            combinations.forEach(c -> benchmarks.add(BenchmarkSpec.of(name, method, c)));
        }
        return benchmarks;
    }
}
