// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.predict;

import io.dgen.Recipe;
import io.dgen.SystemRatios;
import io.dgen.cli.report.JsonObject;
import io.dgen.cli.report.Report;
import io.dgen.cli.report.SystemTable;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Result of predict. */
record PredictReport(Recipe recipe, long shiftBytes, int generations, List<SystemRatios> systems) implements Report {
    @Override
    public void printText(PrintStream out) {
        out.println("recipe   " + recipe);
        if (shiftBytes > 0) {
            out.println("shift    " + shiftBytes + " bytes");
        }
        if (generations > 1) {
            int first = recipe.generation().number();
            out.println("keeps    generations " + first + " to " + (first + generations - 1));
        }
        out.println();
        SystemTable.TABLE.print(systems, out);
        List<String> notes = systems.stream()
                .flatMap(system -> system.notes().stream().map(note -> system.system() + ": " + note))
                .toList();
        if (!notes.isEmpty()) {
            out.println();
            notes.forEach(out::println);
        }
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        return JsonObject.of(
                "recipe",
                recipe.toString(),
                "shiftBytes",
                shiftBytes,
                "generations",
                generations,
                "systems",
                JsonObject.list(systems, SystemTable.TABLE::toMap));
    }
}
