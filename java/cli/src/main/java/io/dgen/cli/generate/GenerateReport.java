// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.generate;

import io.dgen.DataStream;
import io.dgen.Recipe;
import io.dgen.SystemRatios;
import io.dgen.cli.io.Output;
import io.dgen.cli.pipeline.Completion;
import io.dgen.cli.pipeline.FramedRange;
import io.dgen.cli.pipeline.StreamRange;
import io.dgen.cli.pipeline.WritePipeline;
import io.dgen.cli.report.JsonObject;
import io.dgen.cli.report.Report;
import io.dgen.cli.report.SystemTable;
import io.dgen.cli.report.Text;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Result of generate.
 *
 * @param keptBytes number of bytes that an earlier run had written; null if this run did not continue it
 */
record GenerateReport(
        Output output,
        WritePipeline pipeline,
        AchievedRatios ratios,
        List<SystemRatios> predicted,
        @Nullable Long keptBytes,
        WritePipeline.Result result)
        implements Report {
    private DataStream stream() {
        return pipeline.stream();
    }

    private FramedRange framed() {
        return FramedRange.of(stream(), pipeline.range());
    }

    private Recipe recipe() {
        return stream().recipe();
    }

    @Override
    public void printText(PrintStream out) {
        StreamRange range = pipeline.range();
        out.println("recipe   " + recipe());
        out.println("ratios   " + ratios.text());
        out.println("output   " + Text.printable(output.name()));
        if (!range.isAllOf(stream())) {
            out.println("range    " + Text.bytes(range.length()) + " of the stream, starting at offset "
                    + range.offset() + (range.isInPlace() ? ", at the same position of the file" : ""));
        }
        out.println("bytes    " + Text.bytes(range.length()));
        if (stream().frame().isPresent()) {
            FramedRange framed = framed();
            out.println("format   " + recipe().format().name() + ": " + Text.bytes(framed.payloadBytes())
                    + " of payload and " + framed.framingBytes() + " of framing ("
                    + Text.percent(framed.framingBytes(), Math.max(1, range.length())) + ")");
        }
        if (keptBytes != null) {
            out.println("kept     " + Text.bytes(keptBytes) + " of an earlier run");
        }
        out.println("time     " + Text.seconds(result.elapsedNanos()) + ", "
                + Text.rate(range.length(), result.elapsedNanos()));
        if (!output.isRemote()) {
            out.println("busy     generating " + percent(result.timing().producerNanos()) + ", writing "
                    + percent(result.timing().consumerNanos()));
        }
        if (isSynced() != null) {
            out.println(
                    "synced   " + (isSynced() ? "yes, " + Text.seconds(result.forceNanos()) + " of the time" : "no"));
        }
        out.println("engine   " + Text.engine(stream()));
    }

    /** Whether the data is on the device; null if the output has none. */
    private @Nullable Boolean isSynced() {
        return output.canSync() ? pipeline.completion() == Completion.ON_DEVICE : null;
    }

    /** Null for an object: its upload generates and sends in the same threads. */
    private @Nullable Object share(long nanos) {
        return output.isRemote() ? null : Text.share(nanos, result.elapsedNanos());
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
                "dedupRatio", ratios.achieved().dedupRatio(),
                "dedupRatioRequested", recipe().dedupRatio(),
                "dedupRatioExact", ratios.isDedupExact(),
                "compressRatio", ratios.achieved().compressRatio(),
                "compressRatioRequested", recipe().compressRatio(),
                "notes", ratios.notes(),
                "systems", JsonObject.list(predicted, SystemTable.TABLE::toMap),
                "output", output.argument(),
                "offset", range.offset(),
                "inPlace", range.isInPlace(),
                "bytes", range.length(),
                "format", stream().frame().isPresent() ? recipe().format().name() : null,
                "payloadBytes", framed().payloadBytes(),
                "framingBytes", framed().framingBytes(),
                "overhead", framed().overhead(),
                "keptBytes", keptBytes,
                "seconds", elapsed / Text.NANOS_PER_SECOND,
                "gigabytesPerSecond", Text.gigabytesPerSecond(range.length(), elapsed),
                "generatingShare", share(result.timing().producerNanos()),
                "writingShare", share(result.timing().consumerNanos()),
                "synced", isSynced(),
                "fsyncSeconds", result.forceNanos() > 0 ? result.forceNanos() / Text.NANOS_PER_SECOND : null,
                "engine", Text.lower(stream().engine()),
                "tier", Text.tier(stream()),
                "threads", Text.threads(stream()));
    }
}
