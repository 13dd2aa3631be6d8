// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import io.dgen.ByteSize;
import io.dgen.Dataset;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The arguments of a command: {@code --name value} or {@code --name=value}, flags, and operands. */
public final class Arguments {
    /** Options of the files, and their keys in the line of a set. */
    private static final Map<String, String> SET_KEYS =
            ordered("files", "files", "total-size", "total", "size", "size", "name", "name");

    /** Options of the bytes, and their keys in a recipe. */
    private static final Map<String, String> RECIPE_KEYS = ordered(
            "seed",
            "seed",
            "stream",
            "stream",
            "block-size",
            "block",
            "dedup",
            "dedup",
            "window",
            "window",
            "hot",
            "hot",
            "compress",
            "compress",
            "compress-for",
            "for",
            "texture",
            "texture",
            "reach",
            "reach",
            "generation",
            "generation",
            "change",
            "change",
            "format",
            "format",
            "record",
            "record",
            "align",
            "align",
            "arrays",
            "arrays",
            "example",
            "example",
            "group",
            "group",
            "ext",
            "ext");

    /** An option with several keys of a recipe and their values. */
    private static final String NUMBERS = "numbers";

    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<String> operands = new ArrayList<>();

    /**
     * Reads the arguments after the name of the command.
     *
     * @param arguments the arguments
     * @param options names of options with a value
     * @param flags names of options without one
     * @throws UsageException if an option is unknown, is given twice or lacks its value
     */
    public Arguments(List<String> arguments, Set<String> options, Set<String> flags) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                operands.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            String name = argument.substring(2, equals < 0 ? argument.length() : equals);
            boolean isFlag = flags.contains(name);
            if (!isFlag && !options.contains(name)) {
                throw new UsageException("unknown option --" + name);
            }
            if (isFlag && equals >= 0) {
                throw new UsageException("--" + name + " takes no value");
            }
            if (!isFlag && equals < 0 && i + 1 == arguments.size()) {
                throw new UsageException("--" + name + " requires a value");
            }
            String value = isFlag ? "" : equals >= 0 ? argument.substring(equals + 1) : arguments.get(++i);
            if (values.put(name, value) != null) {
                throw new UsageException("--" + name + " is given twice");
            }
        }
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /** {@return the names of the options that describe a set} */
    public static Set<String> datasetOptions() {
        Set<String> names = new java.util.LinkedHashSet<>(SET_KEYS.keySet());
        names.addAll(RECIPE_KEYS.keySet());
        names.addAll(List.of("dataset", NUMBERS));
        return names;
    }

    /** {@return whether the option is given} */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** {@return the value; null if the option is not given} */
    public @Nullable String get(String name) {
        return values.get(name);
    }

    /** {@return the arguments that are no options} */
    public List<String> operands() {
        return List.copyOf(operands);
    }

    /** {@return the value of an option that is required} */
    public String require(String name) {
        String value = values.get(name);
        if (value == null || value.isEmpty()) {
            throw new UsageException("--" + name + " is required");
        }
        return value;
    }

    /**
     * {@return the size; the default if the option is not given}
     *
     * @throws UsageException if it is not a size
     */
    public long size(String name, long otherwise) {
        String value = values.get(name);
        try {
            return value == null ? otherwise : ByteSize.parse(value);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--" + name + ": " + e.getMessage());
        }
    }

    /**
     * {@return the positive number; 0 if the option is not given}
     *
     * @throws UsageException if it is out of range
     */
    public int number(String name, int most) {
        String value = values.get(name);
        if (value == null) {
            return 0;
        }
        if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > most) {
            throw new UsageException("--" + name + " '" + value + "': expected 1 to " + most);
        }
        return Integer.parseInt(value);
    }

    /**
     * {@return the set that the options describe, with a random seed if none is given; null if there are none of these options}
     *
     * @throws UsageException if a value is missing or out of range
     */
    public @Nullable Dataset dataset() {
        String line = values.get("dataset");
        List<String> others = new ArrayList<>(values.keySet());
        others.retainAll(datasetOptions());
        others.remove("dataset");
        if (line != null && !others.isEmpty()) {
            throw new UsageException("--dataset and --" + String.join(", --", others)
                    + " exclude each other: a line determines the set completely");
        }
        if (line == null && others.isEmpty()) {
            return null;
        }
        try {
            return Dataset.parse(line != null ? line : line());
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private String line() {
        Map<String, String> recipe = pairs(RECIPE_KEYS);
        recipe.putIfAbsent("seed", Long.toUnsignedString(new SecureRandom().nextLong()));
        return "dgenset" + Dataset.FORMAT_VERSION + ":" + text(pairs(SET_KEYS)) + ";dgen1:" + text(recipe)
                + (values.containsKey(NUMBERS) ? "," + values.get(NUMBERS) : "");
    }

    private Map<String, String> pairs(Map<String, String> keys) {
        Map<String, String> pairs = new LinkedHashMap<>();
        keys.forEach((option, key) -> {
            String value = values.get(option);
            if (value != null) {
                pairs.put(key, value);
            }
        });
        return pairs;
    }

    private static String text(Map<String, String> pairs) {
        List<String> texts = new ArrayList<>();
        pairs.forEach((key, value) -> texts.add(key + "=" + value));
        return String.join(",", texts);
    }
}
