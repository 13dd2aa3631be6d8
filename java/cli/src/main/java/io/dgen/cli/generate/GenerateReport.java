// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.generate;

import io.dgen.DataStream;
import io.dgen.Dedup;
import io.dgen.Recipe;
import io.dgen.cli.io.Output;
import io.dgen.cli.pipeline.StreamRange;
import io.dgen.cli.pipeline.WritePipeline;
import io.dgen.cli.report.JsonObject;
import io.dgen.cli.report.Report;
import io.dgen.cli.report.Text;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Result of generate. */
record GenerateReport(Output output, WritePipeline pipeline, WritePipeline.Result result) implements Report {
    private DataStream stream() {
        return pipeline.stream();
    }

    private Recipe recipe() {
        return stream().recipe();
    }

    @Override
    public void printText(PrintStream out) {
        StreamRange range = pipeline.range();
        out.println("recipe   " + recipe());
        if (hasMeans()) {
            out.println("ratios   dedup " + Text.ratio(recipe().dedupRatio()) + ", compress "
                    + Text.ratio(recipe().compressRatio()) + ", on average");
        }
        out.println("output   " + output.name());
        if (!range.isAllOf(stream())) {
            out.println(
                    "range    " + Text.bytes(range.length()) + " of the stream, starting at offset " + range.offset());
        }
        out.println("bytes    " + Text.bytes(range.length()));
        out.println("time     " + Text.seconds(result.elapsedNanos()) + ", "
                + Text.rate(range.length(), result.elapsedNanos()));
        out.println("busy     generating " + percent(result.timing().producerNanos()) + ", writing "
                + percent(result.timing().consumerNanos()));
        if (result.forceNanos() > 0) {
            out.println("fsync    " + Text.seconds(result.forceNanos()) + " of the time");
        }
        out.println("engine   " + Text.engine(stream()));
    }

    /** Whether the overall ratios are means of several ratios, so that the recipe does not show them. */
    private boolean hasMeans() {
        return recipe().dedup() instanceof Dedup.Copies
                || recipe().compression().mixture().components().size() > 1;
    }

    private String percent(long nanos) {
        return Text.percent(nanos, result.elapsedNanos());
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        StreamRange range = pipeline.range();
        long elapsed = result.elapsedNanos();
        return JsonObject.of(
                "recipe", recipe().toString(),
                "dedupRatio", recipe().dedupRatio(),
                "compressRatio", recipe().compressRatio(),
                "output", output.argument(),
                "offset", range.offset(),
                "bytes", range.length(),
                "seconds", elapsed / Text.NANOS_PER_SECOND,
                "gigabytesPerSecond", Text.gigabytesPerSecond(range.length(), elapsed),
                "generatingShare", Text.share(result.timing().producerNanos(), elapsed),
                "writingShare", Text.share(result.timing().consumerNanos(), elapsed),
                "fsyncSeconds", result.forceNanos() > 0 ? result.forceNanos() / Text.NANOS_PER_SECOND : null,
                "engine", Text.lower(stream().engine()),
                "tier", Text.tier(stream()),
                "threads", Text.threads(stream()));
    }
}
