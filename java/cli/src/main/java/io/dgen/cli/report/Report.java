package io.dgen.cli.report;

import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/** What a command prints at its end. */
public interface Report {
    void printText(PrintStream out);

    Map<String, @Nullable Object> toMap();

    /** Text, or one JSON object on one line. The library is loaded only for those who ask for JSON. */
    default void print(PrintStream out, boolean asJson) {
        if (asJson) {
            out.println(JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(toMap()));
        } else {
            printText(out);
        }
    }
}
