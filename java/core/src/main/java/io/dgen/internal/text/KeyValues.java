// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A line of keys and values, {@code key=value,key=value}, in any order. Each value is taken once. */
public final class KeyValues {
    private static final String BLANKS = " \t\r\n";

    private final Map<String, String> values = new LinkedHashMap<>();

    /** The line without the blanks, tabs and line ends around it; other white space is not legal in a recipe. */
    public static String stripped(String line) {
        int from = 0;
        int to = line.length();
        while (from < to && BLANKS.indexOf(line.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && BLANKS.indexOf(line.charAt(to - 1)) >= 0) {
            to--;
        }
        return line.substring(from, to);
    }

    /** @throws IllegalArgumentException if a part of the line is not a key with a value, or a key is a duplicate */
    public KeyValues(String line) {
        for (String pair : line.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("expected key=value, found '" + pair + "'");
            }
            String key = pair.substring(0, equals);
            if (values.put(key, pair.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("duplicate key '" + key + "'");
            }
        }
    }

    /** @throws IllegalArgumentException if the line has no such key */
    public String take(String key) {
        String value = values.remove(key);
        if (value == null) {
            throw new IllegalArgumentException("key '" + key + "' is missing");
        }
        return value;
    }

    public String take(String key, String absent) {
        String value = values.remove(key);
        return value == null ? absent : value;
    }

    /** The values of those keys that the line has, as {@code ,key=value,key=value} in the order of the keys. */
    public String takePairs(List<String> keys) {
        StringBuilder pairs = new StringBuilder();
        for (String key : keys) {
            String value = values.remove(key);
            if (value != null) {
                pairs.append(',').append(key).append('=').append(value);
            }
        }
        return pairs.toString();
    }

    /**
     * @param expected all legal keys, for the message
     * @throws IllegalArgumentException if a value was not taken
     */
    public void checkAllTaken(String expected) {
        if (!values.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown key '" + values.keySet().iterator().next() + "': expected " + expected);
        }
    }
}
