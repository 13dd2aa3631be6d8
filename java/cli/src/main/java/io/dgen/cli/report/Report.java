// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.report;

import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/** The result of a command, as text or JSON. */
public interface Report {
    void printText(PrintStream out);

    /** {@return the fields of the JSON object, in order} See {@link JsonObject}. */
    Map<String, @Nullable Object> toMap();

    /** Prints text, or one JSON object on one line. Only JSON loads the JSON library. */
    default void print(PrintStream out, boolean asJson) {
        if (asJson) {
            out.println(json(toMap()));
        } else {
            printText(out);
        }
    }

    /** {@return the JSON object on one line} */
    static String json(Map<String, @Nullable Object> map) {
        return JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(map);
    }
}
