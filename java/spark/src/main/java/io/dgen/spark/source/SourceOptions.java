// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import io.dgen.ByteSize;
import io.dgen.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.connector.catalog.TableCatalog;

/**
 * The options of the source, checked.
 *
 * @param numPartitions empty for the default parallelism of the session
 * @param canReuseData whether the array of a record may be that of the record before it
 * @param rowsPerSecond of a stream; empty for the default
 * @param rampUpSeconds how long a stream takes to reach this rate
 */
record SourceOptions(
        Records records,
        OptionalInt numPartitions,
        boolean canReuseData,
        OptionalLong rowsPerSecond,
        long rampUpSeconds) {
    private static final String RECIPE = "recipe";
    private static final String RECORD_SIZE = "recordSize";
    private static final String NUM_PARTITIONS = "numPartitions";
    private static final String REUSE_DATA = "reuseData";
    private static final String ROWS_PER_SECOND = "rowsPerSecond";
    private static final String RAMP_UP_TIME = "rampUpTime";
    private static final List<String> OWN =
            List.of(RECIPE, RECORD_SIZE, NUM_PARTITIONS, REUSE_DATA, ROWS_PER_SECOND, RAMP_UP_TIME);

    /** Partitions are objects of the driver. */
    private static final int MAX_PARTITIONS = 1_000_000;

    private static final String DEFAULT_RECORD_SIZE = "64KiB";

    /** @throws IllegalArgumentException in one line, if an option is unknown, missing or out of its range */
    static SourceOptions of(Map<String, String> options) {
        Map<String, String> values = ofCatalog(options);
        checkNames(values);
        return new SourceOptions(
                new Records(
                        recipe(values).toString(), recordBytes(values.getOrDefault(RECORD_SIZE, DEFAULT_RECORD_SIZE))),
                values.containsKey(NUM_PARTITIONS)
                        ? OptionalInt.of((int) number(NUM_PARTITIONS, values, MAX_PARTITIONS))
                        : OptionalInt.empty(),
                isTrue(REUSE_DATA, values.getOrDefault(REUSE_DATA, "false")),
                values.containsKey(ROWS_PER_SECOND)
                        ? OptionalLong.of(number(ROWS_PER_SECOND, values, Long.MAX_VALUE))
                        : OptionalLong.empty(),
                seconds(values.getOrDefault(RAMP_UP_TIME, "0s")));
    }

    /**
     * The options with names in any case. A catalog passes them among the properties of the table, of which some have names
     * of their own and the path in the warehouse.
     */
    static Map<String, String> ofCatalog(Map<String, String> properties) {
        Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        options.putAll(properties);
        if (!options.containsKey(TableCatalog.PROP_PROVIDER)) {
            return options;
        }
        String location = options.get(TableCatalog.PROP_LOCATION);
        if (location != null && !options.containsKey(TableCatalog.PROP_IS_MANAGED_LOCATION)) {
            throw new IllegalArgumentException(
                    "LOCATION '" + location + "': expected none, because dgen makes rows and stores nothing");
        }
        Map<String, String> ofTable = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        options.forEach((name, value) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith(TableCatalog.OPTION_PREFIX)) {
                ofTable.put(name.substring(TableCatalog.OPTION_PREFIX.length()), value);
            }
        });
        return ofTable;
    }

    private static void checkNames(Map<String, String> values) {
        for (String name : values.keySet()) {
            boolean isKey = Recipe.keys().contains(name.toLowerCase(Locale.ROOT));
            if (isKey && values.containsKey(RECIPE)) {
                throw new IllegalArgumentException(
                        "option '" + name + "': expected either 'recipe' or keys of a recipe, not both");
            }
            if (!isKey && OWN.stream().noneMatch(name::equalsIgnoreCase)) {
                throw new IllegalArgumentException("unknown option '" + name + "': expected " + String.join(", ", OWN)
                        + ", or the keys of a recipe " + String.join(", ", Recipe.keys()));
            }
        }
    }

    private static Recipe recipe(Map<String, String> values) {
        String line = values.get(RECIPE);
        if (line != null) {
            return Recipe.parse(line);
        }
        List<String> pairs = new ArrayList<>();
        for (String key : Recipe.keys()) {
            String value = values.get(key);
            if (value != null) {
                pairs.add(key + "=" + value);
            }
        }
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("no recipe: expected option 'recipe', or 'seed', 'size' and other keys");
        }
        return Recipe.parse("dgen" + Recipe.FORMAT_VERSION + ":" + String.join(",", pairs));
    }

    static int recordBytes(String text) {
        long bytes = ByteSize.parse(text);
        if (bytes < 1 || bytes > Records.MAX_RECORD_BYTES) {
            throw new IllegalArgumentException(
                    "option 'recordSize' " + text + ": expected 1 to " + ByteSize.format(Records.MAX_RECORD_BYTES));
        }
        return (int) bytes;
    }

    private static long number(String name, Map<String, String> values, long most) {
        String text = values.getOrDefault(name, "");
        try {
            long number = Long.parseLong(text.strip());
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the message below names the range
        }
        throw new IllegalArgumentException("option '" + name + "' " + text + ": expected 1 to " + most);
    }

    private static boolean isTrue(String name, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("option '" + name + "' " + text + ": expected true or false");
        };
    }

    private static long seconds(String text) {
        try {
            long seconds = JavaUtils.timeStringAsSec(text);
            if (seconds >= 0) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            // the message below has examples
        }
        throw new IllegalArgumentException(
                "option '" + RAMP_UP_TIME + "' " + text + ": expected a time of at least 0s, such as 5s, 2min or 1h");
    }
}
