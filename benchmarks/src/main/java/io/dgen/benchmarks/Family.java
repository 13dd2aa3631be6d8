// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.options.Options;

/**
 * Benchmarks with the same parameters: an entry of {@code benchmarks.json}.
 *
 * @param bytes of one operation: the name of a parameter, or a size
 * @param parameters their values; the first one is the default
 */
record Family(String name, String bytes, Map<String, List<String>> parameters, List<String> methods) {
    static final List<Family> ALL = Tables.read(Family.class, "benchmarks.json");

    static Family find(String name) {
        return ALL.stream()
                .filter(f -> f.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no family of benchmarks " + name));
    }

    /** {@return each method with each combination of the values that the options give, or that the table has} */
    Stream<BenchmarkSpec> benchmarks(Options options) {
        List<Map<String, String>> combinations = List.of(Map.of());
        for (String parameter : parameters.keySet()) {
            List<String> values = List.copyOf(options.getParameter(parameter).orElse(parameters.get(parameter)));
            combinations = combinations.stream()
                    .flatMap(c -> values.stream().map(v -> with(c, parameter, v)))
                    .toList();
        }
        List<Map<String, String>> all = combinations;
        return methods.stream().flatMap(m -> all.stream().map(c -> BenchmarkSpec.of(name, m, c)));
    }

    private static Map<String, String> with(Map<String, String> combination, String parameter, String value) {
        Map<String, String> longer = new TreeMap<>(combination);
        longer.put(parameter, value);
        return longer;
    }
}
