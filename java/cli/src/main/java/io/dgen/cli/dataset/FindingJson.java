// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Dataset;
import io.dgen.cli.dataset.Finding.Kind;
import io.dgen.cli.dataset.SetComparison.FileDiagnosis;
import io.dgen.cli.explain.DiagnosisJson;
import io.dgen.cli.pipeline.Comparison;
import io.dgen.cli.report.JsonObject;
import io.dgen.cli.report.Text;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON object of a finding. */
record FindingJson(Dataset dataset) {

    Map<String, @Nullable Object> of(Finding finding, List<FileDiagnosis> diagnoses) {
        Comparison.Result result = finding.compared();
        boolean isOfSet = finding.index() < dataset.fileCount();
        return JsonObject.of(
                "kind", Text.lower(finding.kind()),
                "path", finding.path(),
                "expectedBytes", isOfSet ? dataset.file(finding.index()).sizeBytes() : null,
                "bytes", finding.kind() == Kind.MISSING ? null : finding.bytes(),
                "wrongBytes", result == null ? null : result.verification().wrongBytes(),
                "firstWrongOffset",
                        result == null || result.verification().wrongBytes() == 0
                                ? null
                                : result.verification().firstWrongOffset(),
                "unreadableBytes", result == null ? null : result.unreadableBytes(),
                "contentOf", finding.kind() == Kind.RENAMED ? finding.more() : null,
                "note", finding.kind() == Kind.RENAMED || finding.more().isEmpty() ? null : finding.more(),
                "diagnoses", JsonObject.list(diagnoses, this::of));
    }

    /** Offsets are positions in the file; those of copies in other files are named by these. */
    private Map<String, @Nullable Object> of(FileDiagnosis found) {
        return new DiagnosisJson(found.range().start()).of(found.diagnosis());
    }
}
