// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.DataStream;
import io.dgen.Dataset;
import io.dgen.Diagnosis.Cause;
import io.dgen.cli.dataset.Finding.Kind;
import io.dgen.cli.dataset.PartOptions.Share;
import io.dgen.cli.dataset.SetComparison.FileDiagnosis;
import io.dgen.cli.report.JsonObject;
import io.dgen.cli.report.Report;
import io.dgen.cli.report.Text;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Result of verify.
 *
 * @param isRead false if only sizes and digests were compared
 * @param files number of files that were checked
 * @param extra has the numbers of temporary files
 * @param diagnoses by the number of the file
 * @param isCut whether there are more diagnoses
 */
record VerifySetReport(
        DataStream stream,
        SetPlace place,
        Dataset dataset,
        Share share,
        Sample sample,
        boolean isRead,
        long files,
        long checkedBytes,
        ExtraFiles extra,
        Findings findings,
        Map<Long, List<FileDiagnosis>> diagnoses,
        boolean isCut,
        long elapsedNanos)
        implements Report {
    private static final int MAX_JSON = 10_000;

    private boolean isOk() {
        return findings.total() == 0;
    }

    @Override
    public void printText(PrintStream out) {
        String name = Text.printable(place.name());
        if (isOk()) {
            out.println("ok: " + name + " matches " + dataset + partText() + ": " + speed());
        } else {
            boolean isDifferent = findings.total() > findings.counts().getOrDefault(Kind.UNREADABLE, 0L);
            out.println(
                    (isDifferent ? "DIFFERENT: " : "UNREADABLE: ") + name + " does not match " + dataset + partText());
            out.println("findings    " + counts(findings.counts()));
            Map<Cause, Long> causes = causes();
            if (!causes.isEmpty()) {
                out.println("causes      " + counts(causes));
            }
            FindingText text = new FindingText(dataset);
            List<Finding> kept = findings.kept();
            kept.forEach(finding -> out.println(text.of(finding, diagnosesOf(finding))));
            if (kept.size() < findings.total()) {
                out.println("and " + (findings.total() - kept.size()) + " more");
            }
            out.println("checked     " + speed());
        }
        if (extra.temporaryFiles() > 0) {
            out.println("temporary   " + Text.count(extra.temporaryFiles(), "file")
                    + " of interrupted runs; create --resume or remove deletes them");
        }
        if (extra.filesInUse() > 0) {
            out.println("in progress " + Text.count(extra.filesInUse(), "file") + " that another run writes");
        }
    }

    private String partText() {
        return share.isAll() ? "" : ", part " + share;
    }

    private String speed() {
        if (!isRead) {
            return Text.count(files, "file") + " in " + Text.seconds(elapsedNanos) + "; the data was not read";
        }
        return Text.count(files, "file") + ", " + Text.bytes(checkedBytes)
                + (sample.isAll() ? "" : String.format(Locale.ROOT, ", %.3g%% of the set", 100 * checkedShare()))
                + " in " + Text.seconds(elapsedNanos) + ", " + Text.rate(checkedBytes, elapsedNanos) + " ("
                + Text.engine(stream) + ")";
    }

    private double checkedShare() {
        Dataset.Part part = share.of(dataset);
        return Text.share(checkedBytes, dataset.bytesBefore(part.to()) - dataset.bytesBefore(part.from()));
    }

    private static String counts(Map<? extends Enum<?>, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + Text.lower(entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    /** Number of ranges of each cause. */
    private Map<Cause, Long> causes() {
        Map<Cause, Long> causes = new EnumMap<>(Cause.class);
        diagnoses
                .values()
                .forEach(list ->
                        list.forEach(found -> causes.merge(found.diagnosis().cause(), 1L, Long::sum)));
        return causes;
    }

    private List<FileDiagnosis> diagnosesOf(Finding finding) {
        return finding.kind() == Kind.EXTRA ? List.of() : diagnoses.getOrDefault(finding.index(), List.of());
    }

    private Map<String, @Nullable Object> row(Finding finding) {
        return new FindingJson(dataset).of(finding, diagnosesOf(finding));
    }

    /** Writes all findings that are kept, a JSON object on each line. */
    void writeRows(Writer writer) throws IOException {
        for (Finding finding : findings.kept()) {
            writer.write(Report.json(row(finding)) + "\n");
        }
        if (isCut || findings.total() > Findings.MOST) {
            writer.write(Report.json(JsonObject.of("isCut", true)) + "\n");
        }
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        List<Finding> kept = findings.kept();
        Map<String, @Nullable Object> counts = JsonObject.of();
        findings.counts().forEach((kind, count) -> counts.put(Text.lower(kind), count));
        Map<String, @Nullable Object> causes = JsonObject.of();
        causes().forEach((cause, count) -> causes.put(Text.lower(cause), count));
        return JsonObject.of(
                "ok", isOk(),
                "dataset", dataset.toString(),
                "directory", place.name(),
                "part", share.toString(),
                "files", files,
                "dataRead", isRead,
                "checkedBytes", checkedBytes,
                "temporaryFiles", extra.temporaryFiles(),
                "filesInProgress", extra.filesInUse(),
                "counts", counts,
                "causes", causes,
                "findings", JsonObject.list(kept.subList(0, Math.min(kept.size(), MAX_JSON)), this::row),
                "findingsCut", isCut || findings.total() > MAX_JSON,
                "seconds", elapsedNanos / Text.NANOS_PER_SECOND,
                "gigabytesPerSecond", Text.gigabytesPerSecond(checkedBytes, elapsedNanos),
                "engine", Text.lower(stream.engine()),
                "tier", Text.tier(stream),
                "threads", Text.threads(stream));
    }
}
