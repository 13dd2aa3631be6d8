package io.dgen.cli.bench.sink;

import io.dgen.bench.report.Column;
import io.dgen.bench.report.ReportTable;
import io.dgen.cli.pipeline.Completion;
import io.dgen.cli.report.JsonObject;
import io.dgen.cli.report.Report;
import io.dgen.cli.report.Table;
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
record SinkReport(SinkPlan plan, List<SinkRun> runs) implements Report {
    private static final List<Column<SinkRun>> COLUMNS = List.of(
            new Column<>("threads", "threads", "%7d", SinkRun::threads),
            Column.field("bytes", r -> r.written().bytes()),
            Column.field("seconds", r -> r.written().nanos() / Text.NANOS_PER_SECOND),
            new Column<>("gigabytesPerSecond", "  GB/s", "%6.2f", SinkRun::gigabytesPerSecond),
            new Column<>(
                    "generatorAloneGigabytesPerSecond", "generator alone", "%15.2f", SinkRun::aloneGigabytesPerSecond),
            new Column<>("ofGeneratorAlone", "ratio", "%5.2f", SinkRun::ofAlone),
            new Column<>("generatingShare", "generating", "%8.0f %%", SinkRun::generating),
            new Column<>("generatorsWaitShare", "waits", "%3.0f %%", r -> 1 - r.generating()),
            new Column<>("writingShare", "writing", "%5.0f %%", SinkRun::writing),
            new Column<>("writersWaitShare", "waits", "%3.0f %%", r -> 1 - r.writing()),
            new Column<>("fsyncShare", "fsync", "%3.0f %%", SinkRun::forcing),
            Column.field("bottleneck", r -> Text.lower(r.bottleneck())),
            Column.field("verdict", SinkRun::verdict));

    @Override
    public void printText(PrintStream out) {
        out.println(Text.label("sink") + plan.output().name());
        out.println(Text.label("content") + plan.content());
        out.println(Text.label("each") + Text.bytes(plan.bytes()) + ", at most " + plan.seconds() + " s, in chunks of "
                + Text.bytes(plan.chunkBytes()));
        out.println(Text.label("counted") + counted());
        out.println();
        Table.of(table().lines()).lines().forEach(out::println);
        out.println();
        runs.forEach(run -> out.println(run.verdict()));
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

    private ReportTable<SinkRun> table() {
        return new ReportTable<>(COLUMNS, runs);
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
                "runs", table().toMaps());
    }
}
