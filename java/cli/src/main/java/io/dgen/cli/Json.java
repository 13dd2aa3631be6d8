package io.dgen.cli;

import java.io.PrintStream;
import java.util.Map;
import tools.jackson.jr.ob.JSON;

/** Prints an object on one line. Loaded only for those who ask for JSON. */
final class Json {
    private static final JSON WITH_NULLS = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

    private Json() {}

    static void print(PrintStream out, Map<String, ?> object) {
        out.println(WITH_NULLS.asString(object));
    }
}
