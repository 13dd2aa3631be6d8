// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.text;

import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
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

    /**
     * @param keys the legal keys, in the order of messages
     * @throws IllegalArgumentException if a part of the line is not a legal key with a value, or a key is a duplicate
     */
    public KeyValues(String line, List<String> keys) {
        this(List.of(line.split(",", -1)), keys);
    }

    private KeyValues(List<String> pairs, List<String> keys) {
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("expected key=value, found " + Quote.of(pair));
            }
            String key = pair.substring(0, equals);
            checkKey(key, keys);
            if (values.put(key, pair.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("duplicate key '" + key + "'");
            }
        }
    }

    /** As the constructor, of a line in which commas between parentheses do not end a value. */
    public static KeyValues withLists(String line, List<String> keys) {
        LinkedList<String> pairs = new LinkedList<>();
        boolean isInList = false;
        int end = line.length();
        for (int i = end - 1; i >= 0; i--) {
            switch (line.charAt(i)) {
                case ')' -> isInList = true;
                case '(' -> isInList = false;
                case ',' -> {
                    if (!isInList) {
                        pairs.addFirst(line.substring(i + 1, end));
                        end = i;
                    }
                }
                default -> {}
            }
        }
        pairs.addFirst(line.substring(0, end));
        return new KeyValues(pairs, keys);
    }

    private static void checkKey(String key, List<String> keys) {
        if (keys.contains(key)) {
            return;
        }
        String similar = key.strip().toLowerCase(Locale.ROOT);
        throw new IllegalArgumentException(
                keys.contains(similar)
                        ? "key " + Quote.of(key) + ": expected '" + similar
                                + "': keys are in lower case, without white space around them"
                        : "unknown key " + Quote.of(key) + ": expected " + String.join(", ", keys));
    }

    public boolean has(String key) {
        return values.containsKey(key);
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
}
