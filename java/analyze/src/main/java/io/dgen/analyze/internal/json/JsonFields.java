// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/**
 * The fields of a JSON object. Methods that return a field check its type and range, and throw an
 * {@link IllegalArgumentException} that names document, field, value and range.
 */
public final class JsonFields {
    private final String document;
    private final String prefix;
    private final Map<String, @Nullable Object> map;

    private JsonFields(String document, String prefix, Map<String, @Nullable Object> map) {
        this.document = document;
        this.prefix = prefix;
        this.map = map;
    }

    /**
     * Reads a JSON object.
     *
     * @param document its name in messages
     * @throws IllegalArgumentException if the text is no JSON object
     */
    public static JsonFields parse(String document, String text) {
        Map<String, @Nullable Object> map;
        try {
            map = JSON.std.mapFrom(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(document + ": expected a JSON object: " + e.getOriginalMessage(), e);
        }
        if (map == null) {
            throw new IllegalArgumentException(document + ": expected a JSON object, found nothing");
        }
        return new JsonFields(document, "", map);
    }

    /** Returns a field of any type; null if it is missing. */
    public @Nullable Object value(String name) {
        return map.get(name);
    }

    /** Returns a whole number in a range. */
    public long whole(String name, long min, long max) {
        double value = number(name, (double) min, (double) max);
        if (value != Math.rint(value)) {
            throw wrong(name, value, "a whole number");
        }
        return ((Number) Objects.requireNonNull(map.get(name))).longValue();
    }

    /** Returns a number in a range, bounds included. A minimum of {@link Double#MIN_VALUE} means above 0. */
    public double number(String name, double min, double max) {
        if (map.get(name) instanceof Number n && n.doubleValue() >= min && n.doubleValue() <= max) {
            return n.doubleValue();
        }
        throw wrong(name, map.get(name), "a number, " + text(min) + " to " + text(max));
    }

    /** Returns the value of a boolean field. */
    public boolean isTrue(String name) {
        if (map.get(name) instanceof Boolean b) {
            return b;
        }
        throw wrong(name, map.get(name), "true or false");
    }

    /** Returns an object. */
    public JsonFields object(String name) {
        return object(name, map.get(name));
    }

    /** Returns a list of objects with a number of entries in a range. */
    public List<JsonFields> objects(String name, int min, int max) {
        if (!(map.get(name) instanceof List<?> list)) {
            throw wrong(name, map.get(name), "a list");
        }
        if (list.size() < min || list.size() > max) {
            throw wrong(name, "a list of " + list.size(), min + " to " + max + " entries");
        }
        List<JsonFields> objects = new ArrayList<>();
        for (Object entry : list) {
            objects.add(object(name, entry));
        }
        return objects;
    }

    @SuppressWarnings("unchecked")
    private JsonFields object(String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> fields) {
            return new JsonFields(document, prefix + name + ".", (Map<String, @Nullable Object>) fields);
        }
        throw wrong(name, value, "an object");
    }

    /** Returns the exception for a field with a wrong value. */
    public IllegalArgumentException wrong(String name, @Nullable Object value, String expected) {
        return new IllegalArgumentException(document + ": " + prefix + name + " " + value + ": expected " + expected);
    }

    private static String text(double bound) {
        if (bound == Double.MIN_VALUE) {
            return "above 0";
        }
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }
}
