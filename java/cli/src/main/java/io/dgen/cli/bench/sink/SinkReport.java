// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench.sink;

import io.dgen.PredictedRatios;
import io.dgen.Recipe;
import io.dgen.bench.report.ReportTable;
import io.dgen.bench.report.ReportTable.ReportColumn;
import io.dgen.cli.bench.sink.SinkBench.Work;
import io.dgen.cli.pipeline.Completion;
import io.dgen.cli.pipeline.WritePipeline;
import io.dgen.cli.report.JsonObject;
import io.dgen.cli.report.Report;
import io.dgen.cli.report.Table;
import io.dgen.cli.report.Text;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Result of bench sink.
 *
 * @param runs one for each number of threads
 */
record SinkReport(SinkPlan plan, List<SinkRun> runs) implements Report {
    private static final ReportTable<SinkRun> TABLE = new ReportTable<>(List.of(
            new ReportColumn<>("threads", "threads", "%7d", SinkRun::threads),
            ReportColumn.field("bytes", r -> r.written().bytes()),
            ReportColumn.field("seconds", r -> r.written().nanos() / Text.NANOS_PER_SECOND),
            new ReportColumn<>("gigabytesPerSecond", "  GB/s", "%6.2f", SinkRun::gigabytesPerSecond),
            new ReportColumn<>(
                    "generatorAloneGigabytesPerSecond", "generator alone", "%15.2f", SinkRun::aloneGigabytesPerSecond),
            new ReportColumn<>("ofGeneratorAlone", "ratio", "%5.2f", SinkRun::ofAlone),
            new ReportColumn<>("generatingShare", "generating", "%8.0f %%", SinkRun::generating),
            new ReportColumn<>("generatorsWaitShare", "waits", "%3.0f %%", r -> 1 - r.generating()),
            new ReportColumn<>("writingShare", "writing", "%5.0f %%", SinkRun::writing),
            new ReportColumn<>("writersWaitShare", "waits", "%3.0f %%", r -> 1 - r.writing()),
            new ReportColumn<>("fsyncShare", "fsync", "%3.0f %%", SinkRun::forcing),
            ReportColumn.field("bottleneck", r -> Text.lower(r.bottleneck())),
            ReportColumn.field("verdict", SinkRun::verdict)));

    @Override
    public void printText(PrintStream out) {
        out.println(Text.label("sink") + Text.printable(plan.output().name()));
        out.println(Text.label("content") + plan.content());
        out.println(Text.label("each") + Text.bytes(plan.bytes()) + ", at most " + plan.seconds() + " s, in chunks of "
                + Text.bytes(plan.chunkBytes()));
        out.println(Text.label("counted") + counted());
        out.println();
        Table.of(TABLE.lines(runs)).lines().forEach(out::println);
        out.println();
        runs.forEach(run -> out.println(run.verdict()));
        out.println();
        runs.forEach(run -> out.println(ratios(run)));
    }

    /** Ratios of the data of one writer: each has the same number of bytes, or as many as it wrote in the time. */
    private PredictedRatios.Range achieved(SinkRun run) {
        long each = plan.bytesOfEach(run.threads());
        long written = Math.min(each, run.written().bytes() / run.threads());
        Recipe content = plan.content().toBuilder().sizeBytes(each).build();
        return content.predictedRatios().range(0, written);
    }

    private String ratios(SinkRun run) {
        PredictedRatios.Range achieved = achieved(run);
        return run.threads() + (run.threads() == 1 ? " thread" : " threads") + ": data of each: dedup "
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

    /**
     * Result for a number of writers.
     *
     * @param threads number of writing threads, and of generating threads
     * @param alone result of the generators without writers: the ceiling
     * @param written result of generators and writers
     */
    record SinkRun(int threads, Work alone, Work written) {
        /** The side that the other one waits for. */
        enum Bottleneck {
            GENERATOR("the generator is the bottleneck"),
            STORAGE("the storage is the bottleneck"),
            /** Both sides are busy nearly all of the time, or none is. */
            NEITHER("neither waits much longer than the other");

            /** Least difference of the busy times. */
            private static final double CLEAR = 0.1;

            private final String sentence;

            Bottleneck(String sentence) {
                this.sentence = sentence;
            }

            /** @param generating fraction of the time for which generators are busy, as {@code writing} for writers */
            static Bottleneck of(double generating, double writing) {
                if (Math.abs(generating - writing) < CLEAR) {
                    return NEITHER;
                }
                return generating > writing ? GENERATOR : STORAGE;
            }
        }

        double gigabytesPerSecond() {
            return written.gigabytesPerSecond();
        }

        double aloneGigabytesPerSecond() {
            return alone.gigabytesPerSecond();
        }

        double ofAlone() {
            return alone.gigabytesPerSecond() == 0 ? 0 : gigabytesPerSecond() / alone.gigabytesPerSecond();
        }

        /** {@return the fraction of their time for which the generators are busy; otherwise they wait for the storage} */
        double generating() {
            return share(r -> r.timing().producerNanos());
        }

        /** {@return the fraction for which the writers are busy, in fsync, too; otherwise they wait for the generators} */
        double writing() {
            return share(r -> r.timing().consumerNanos() + r.forceNanos());
        }

        /** {@return the fraction of the writers' time in fsync} */
        double forcing() {
            return share(WritePipeline.Result::forceNanos);
        }

        private double share(ToLongFunction<WritePipeline.Result> nanos) {
            List<WritePipeline.Result> results = written.results();
            return Text.share(
                    results.stream().mapToLong(nanos).sum(),
                    results.stream()
                            .mapToLong(WritePipeline.Result::elapsedNanos)
                            .sum());
        }

        Bottleneck bottleneck() {
            return Bottleneck.of(generating(), writing());
        }

        String verdict() {
            return String.format(
                    Locale.ROOT,
                    "%d %s: %s: writers busy %.0f %%, generators %.0f %%",
                    threads,
                    threads == 1 ? "thread" : "threads",
                    bottleneck().sentence,
                    100 * writing(),
                    100 * generating());
        }
    }
}
