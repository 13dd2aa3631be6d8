// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench.sink;

import io.dgen.PredictedRatios;
import io.dgen.Recipe;
import io.dgen.cli.pipeline.Completion;
import io.dgen.cli.report.JsonObject;
import io.dgen.cli.report.Report;
import io.dgen.cli.report.ReportTable;
import io.dgen.cli.report.Text;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Result of bench sink.
 *
 * @param runs one for each number of threads
 */
record SinkReport(SinkBench plan, List<SinkRun> runs) implements Report {
    private static final ReportTable<SinkRun> TABLE = new ReportTable<SinkRun>()
            .column("threads", "threads", "%7d", SinkRun::threads)
            .field("bytes", r -> r.written().bytes())
            .field("seconds", r -> r.written().nanos() / Text.NANOS_PER_SECOND)
            .column("gigabytesPerSecond", "  GB/s", "%6.2f", r -> r.written().gigabytesPerSecond())
            .column(
                    "generatorAloneGigabytesPerSecond",
                    "generator alone",
                    "%15.2f",
                    r -> r.alone().gigabytesPerSecond())
            .column("ofGeneratorAlone", "ratio", "%5.2f", SinkRun::ofAlone)
            .column("generatingShare", "generating", "%8.0f %%", SinkRun::generating)
            .column("writingShare", "writing", "%5.0f %%", SinkRun::writing)
            .column("fsyncShare", "fsync", "%3.0f %%", SinkRun::forcing)
            .field("bottleneck", r -> Text.lower(r.bottleneck()))
            .field("verdict", SinkRun::verdict);

    @Override
    public void printText(PrintStream out) {
        out.println(Text.label("sink") + Text.printable(plan.output().name()));
        out.println(Text.label("content") + plan.content());
        out.println(Text.label("each") + Text.bytes(plan.bytes()) + ", at most " + plan.seconds() + " s, in chunks of "
                + Text.bytes(plan.chunkBytes()));
        out.println(Text.label("counted") + counted());
        out.println();
        TABLE.print(runs, out);
        out.println();
        runs.forEach(run -> out.println(run.verdict()));
        out.println();
        runs.forEach(run -> out.println(ratios(run)));
    }

    /** Ratios of the data of one writer: each has the same number of bytes, or as many as it wrote in the time. */
    private PredictedRatios.Range achieved(SinkRun run) {
        long each = SinkBench.bytesOfEach(plan.bytes(), run.threads());
        long written = Math.min(each, run.written().bytes() / run.threads());
        Recipe content = plan.content().toBuilder().sizeBytes(each).build();
        return content.predictedRatios().range(0, written);
    }

    private String ratios(SinkRun run) {
        PredictedRatios.Range achieved = achieved(run);
        return Text.count(run.threads(), "thread") + ": data of each: dedup "
                + Text.ratio(achieved.dedupRatio()) + " (requested "
                + Text.ratio(plan.content().dedupRatio())
                + "), compress " + Text.ratio(achieved.compressRatio()) + " (requested "
                + Text.ratio(plan.content().compressRatio()) + ")";
    }

    private String counted() {
        if (plan.output().isStandardStream()) {
            return "until the reader has taken the data";
        }
        return (isDirect() ? "past the page cache" : "through the page cache")
                + (isForced() ? ", until fsync says that it is on the device" : ", without fsync");
    }

    private boolean isDirect() {
        return plan.directBlockBytes() > 0;
    }

    private boolean isForced() {
        return plan.completion() == Completion.ON_DEVICE;
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        return JsonObject.of(
                "sink", plan.output().argument(),
                "content", plan.content().toString(),
                "bytes", plan.bytes(),
                "maxSeconds", plan.seconds(),
                "chunkBytes", plan.chunkBytes(),
                "direct", isDirect(),
                "fsync", isForced(),
                "dedupRatioRequested", plan.content().dedupRatio(),
                "compressRatioRequested", plan.content().compressRatio(),
                "runs", JsonObject.list(runs, this::toMap));
    }

    private Map<String, @Nullable Object> toMap(SinkRun run) {
        Map<String, @Nullable Object> map = TABLE.toMap(run);
        PredictedRatios.Range achieved = achieved(run);
        map.put("dedupRatio", achieved.dedupRatio());
        map.put("compressRatio", achieved.compressRatio());
        return map;
    }
}
