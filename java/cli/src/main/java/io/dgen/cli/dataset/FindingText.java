// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Dataset;
import io.dgen.DiagnosisText;
import io.dgen.Verification;
import io.dgen.cli.dataset.SetComparison.FileDiagnosis;
import io.dgen.cli.pipeline.Comparison;
import io.dgen.cli.report.Text;
import java.util.List;

/** One line for each finding, and its causes. */
record FindingText(Dataset dataset) {

    String of(Finding finding, List<FileDiagnosis> diagnoses) {
        String what = what(finding);
        String cause = diagnoses.isEmpty() ? "" : "; " + of(diagnoses.getFirst());
        String more = diagnoses.size() > 1 ? "; " + (diagnoses.size() - 1) + " more" : "";
        return Text.printable(Text.pad(Text.lower(finding.kind()), 12) + finding.path())
                + (what.isEmpty() ? "" : ": " + what)
                + cause
                + more;
    }

    private String what(Finding finding) {
        return switch (finding.kind()) {
            case MISSING -> "";
            case TYPE -> finding.more();
            case RENAMED -> "has the content of " + finding.more();
            case EXTRA -> finding.more() + ", " + Text.bytes(finding.bytes());
            case SIZE ->
                Text.bytes(finding.bytes()) + " instead of "
                        + dataset.file(finding.index()).sizeBytes() + wrong(finding);
            case CHANGED ->
                finding.compared() == null ? finding.more() : wrong(finding).substring(2);
            case UNREADABLE -> finding.compared() == null ? finding.more() : unreadable(finding.compared());
        };
    }

    private static String wrong(Finding finding) {
        Comparison.Result result = finding.compared();
        if (result == null || result.verification().wrongBytes() == 0) {
            return "";
        }
        Verification found = result.verification();
        return ", " + Text.count(found.wrongBytes(), "wrong byte") + ", the first at offset "
                + found.firstWrongOffset();
    }

    private static String unreadable(Comparison.Result result) {
        return Text.bytes(result.unreadableBytes()) + ", the first at offset "
                + result.unreadable().getFirst().offset();
    }

    /** {@return the cause of a range of the file} */
    String of(FileDiagnosis found) {
        return DiagnosisText.ofFile(
                        dataset, found.range().isTail(), found.range().start())
                .of(found.diagnosis());
    }
}
