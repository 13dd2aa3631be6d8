// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects with their fields in the order of the code. Jackson-jr can write records, too, but in alphabetical order
 * and by reflection, which delays the start.
 */
public final class JsonObject {
    private JsonObject() {}

    /** @param namesAndValues names and values in turn */
    public static Map<String, @Nullable Object> of(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }

    /** {@return an array of objects} */
    public static <T> List<Map<String, @Nullable Object>> list(
            List<T> items, Function<T, Map<String, @Nullable Object>> toMap) {
        return items.stream().map(toMap).toList();
    }
}
