// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.diff;

import io.dgen.ByteRange;
import io.dgen.Recipe;
import io.dgen.cli.report.JsonObject;
import io.dgen.cli.report.Report;
import io.dgen.cli.report.ReportTable;
import io.dgen.cli.report.Text;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Result of diff: counts of the ranges, and the first ones. */
final class DiffReport implements Report {
    private static final int LISTED_RANGES = 10;

    private static final ReportTable<ByteRange> TABLE = new ReportTable<ByteRange>()
            .column("offset", "offset", "%d", ByteRange::offset)
            .column("length", "length", "%d", ByteRange::length);

    private final Recipe recipe;
    private final int from;
    private final int to;
    private final List<ByteRange> first = new ArrayList<>();
    private long ranges;
    private long bytes;

    DiffReport(Recipe recipe, int from, int to) {
        this.recipe = recipe;
        this.from = from;
        this.to = to;
    }

    void add(ByteRange range) {
        if (first.size() < LISTED_RANGES) {
            first.add(range);
        }
        ranges++;
        bytes += range.length();
    }

    long ranges() {
        return ranges;
    }

    private double share() {
        return recipe.sizeBytes() == 0 ? 0 : (double) bytes / recipe.sizeBytes();
    }

    @Override
    public void printText(PrintStream out) {
        out.println("recipe       " + recipe);
        out.println("generations  " + from + " and " + to);
        out.println("changed      " + Text.bytes(bytes) + String.format(Locale.ROOT, ", %.3f %%", 100 * share()));
        out.println("ranges       " + ranges + (ranges > first.size() ? ", of which the first " + first.size() : ""));
        if (!first.isEmpty()) {
            out.println();
            TABLE.print(first, out);
        }
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        return JsonObject.of(
                "recipe",
                recipe.toString(),
                "from",
                from,
                "to",
                to,
                "changedBytes",
                bytes,
                "changedShare",
                share(),
                "rangeCount",
                ranges,
                "ranges",
                JsonObject.list(first, TABLE::toMap),
                "rangesComplete",
                ranges == first.size());
    }
}
