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
 * @param kept number of files that were complete before, or have no changes
 * @param changedBytes number of bytes that were written, of a run that writes only changes
 */
record CreateReport(
        DataStream stream,
        Request request,
        SetPlace place,
        Share share,
        Dataset.Part part,
        long kept,
        long changedBytes,
        long elapsedNanos)
        implements Report {
    private Dataset dataset() {
        return request.dataset();
    }

    private boolean isOfChanges() {
        return request.since() != null;
    }

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
        if (isOfChanges()) {
            out.println("changed  " + Text.bytes(changedBytes) + " since generation " + request.since()
                    + String.format(Locale.ROOT, ", %.3f %%, in ", 100 * Text.share(changedBytes, bytes()))
                    + Text.count(part.files() - kept, "file"));
        } else if (kept > 0) {
            out.println("kept     " + Text.count(kept, "file") + " of an earlier run");
        }
        out.println("time     " + Text.seconds(elapsedNanos) + ", " + Text.rate(madeBytes(), elapsedNanos) + ", "
                + Math.round(filesPerSecond()) + " files/s");
        out.println("engine   " + Text.engine(stream));
    }

    private long madeBytes() {
        return isOfChanges() ? changedBytes : bytes();
    }

    private double filesPerSecond() {
        return (isOfChanges() ? part.files() - kept : part.files()) * Text.NANOS_PER_SECOND / Math.max(1, elapsedNanos);
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
                "keptFiles", kept,
                "seconds", elapsedNanos / Text.NANOS_PER_SECOND,
                "gigabytesPerSecond", Text.gigabytesPerSecond(madeBytes(), elapsedNanos),
                "filesPerSecond", filesPerSecond(),
                "engine", Text.lower(stream.engine()),
                "tier", Text.tier(stream),
                "threads", Text.threads(stream));
        if (isOfChanges()) {
            report.put("since", request.since());
            report.put("changedBytes", changedBytes);
        }
        return report;
    }
}
