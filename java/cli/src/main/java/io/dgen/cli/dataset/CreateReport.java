// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.DataStream;
import io.dgen.Dataset;
import io.dgen.cli.dataset.PartOptions.Share;
import io.dgen.cli.dataset.SetState.Request;
import io.dgen.cli.report.JsonObject;
import io.dgen.cli.report.Report;
import io.dgen.cli.report.Text;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Result of create.
 *
 * @param tally has the files that were complete before, or have no changes
 */
record CreateReport(
        DataStream stream,
        Request request,
        SetPlace place,
        Share share,
        Dataset.Part part,
        Tally tally,
        long elapsedNanos)
        implements Report {
    private Dataset dataset() {
        return request.dataset();
    }

    private boolean isOfChanges() {
        return request.since() != null;
    }

    /** Size of the part. */
    private long bytes() {
        Dataset dataset = dataset();
        return dataset.bytesBefore(part.to()) - dataset.bytesBefore(part.from());
    }

    @Override
    public void printText(PrintStream out) {
        Dataset dataset = dataset();
        out.println("dataset  " + dataset);
        out.println("ratios   dedup "
                + Text.ratio(dataset.predictedRatios().blocks().ratio()) + " (requested "
                + Text.ratio(dataset.predictedRatios().dedupRatio()) + ") in all files, compress "
                + Text.ratio(dataset.predictedRatios().compressRatio()));
        out.println("output   " + Text.printable(place.name()));
        out.println("files    " + part.files()
                + (share.isAll()
                        ? ""
                        : " of " + dataset.fileCount() + ", part " + share + " from file " + part.from()));
        out.println("bytes    " + Text.bytes(bytes()));
        boolean isResumed = !isOfChanges() && tally.keptFiles() > 0;
        if (isOfChanges()) {
            out.println("changed  " + Text.bytes(tally.changedBytes()) + " since generation " + request.since()
                    + String.format(Locale.ROOT, ", %.3f %%, in ", 100 * Text.share(tally.changedBytes(), bytes()))
                    + Text.count(writtenFiles(), "file"));
        } else if (isResumed) {
            out.println("kept     " + Text.count(tally.keptFiles(), "file") + " of an earlier run, "
                    + Text.bytes(tally.keptBytes()));
        }
        out.println("time     " + Text.seconds(elapsedNanos) + ", " + Text.rate(writtenBytes(), elapsedNanos) + ", "
                + Math.round(filesPerSecond()) + " files/s" + (isResumed ? ", without those" : ""));
        out.println("engine   " + Text.engine(stream));
    }

    private long writtenBytes() {
        return isOfChanges() ? tally.changedBytes() : bytes() - tally.keptBytes();
    }

    private long writtenFiles() {
        return part.files() - tally.keptFiles();
    }

    private double filesPerSecond() {
        return writtenFiles() * Text.NANOS_PER_SECOND / Math.max(1, elapsedNanos);
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        Dataset dataset = dataset();
        Map<String, @Nullable Object> report = JsonObject.of(
                "dataset", dataset.toString(),
                "dedupRatio", dataset.predictedRatios().blocks().ratio(),
                "dedupRatioRequested", dataset.predictedRatios().dedupRatio(),
                "compressRatio", dataset.predictedRatios().compressRatio(),
                "directory", place.name(),
                "part", share.toString(),
                "firstFile", part.from(),
                "files", part.files(),
                "bytes", bytes(),
                "keptFiles", tally.keptFiles(),
                "keptBytes", tally.keptBytes(),
                "seconds", elapsedNanos / Text.NANOS_PER_SECOND,
                "gigabytesPerSecond", Text.gigabytesPerSecond(writtenBytes(), elapsedNanos),
                "filesPerSecond", filesPerSecond(),
                "engine", Text.lower(stream.engine()),
                "tier", Text.tier(stream),
                "threads", Text.threads(stream));
        if (isOfChanges()) {
            report.put("since", request.since());
            report.put("changedBytes", tally.changedBytes());
        }
        return report;
    }
}
