// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.test;

import io.dgen.DataRange;
import io.dgen.Diagnosis;
import io.dgen.DiagnosisText;
import io.dgen.Explainer;
import io.dgen.Explainer.Effort;
import io.dgen.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Compares data with a range of a stream, and describes the differences as {@code dgen verify} does. */
final class DataComparison {
    private static final int CHUNK_BYTES = 4 << 20;
    private static final int MAX_DIAGNOSES = 10;

    private final String name;
    private final DataRange range;
    private final Explainer explainer;
    private long checked;
    private long wrong;
    private long firstWrong = -1;
    private String length = "";

    DataComparison(String name, DataRange range) {
        this.name = name;
        this.range = range;
        this.explainer = new Explainer(range.stream(), List.of(), Effort.QUICK);
    }

    void compare(MemorySegment data) {
        long expected = range.lengthBytes();
        add(data.asSlice(0, Math.min(data.byteSize(), expected)));
        long more = data.byteSize() - expected;
        if (more != 0) {
            length = length(Math.abs(more) + " bytes " + (more > 0 ? "longer" : "shorter"), data.byteSize());
        }
    }

    void compare(InputStream in) throws IOException {
        byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, range.lengthBytes())];
        int n;
        do {
            n = in.readNBytes(chunk, 0, (int) Math.min(chunk.length, range.lengthBytes() - checked));
            add(MemorySegment.ofArray(chunk).asSlice(0, n));
        } while (n > 0 && checked < range.lengthBytes());
        long missing = range.lengthBytes() - checked;
        if (missing > 0) {
            length = length(missing + " bytes shorter", checked);
        } else if (in.read() >= 0) {
            length = "the data is at least " + (1 + in.available()) + " bytes longer than expected: it goes on after "
                    + checked;
        }
    }

    private String length(String difference, long found) {
        return "the data is " + difference + " than expected: " + found + " instead of " + range.lengthBytes();
    }

    private void add(MemorySegment part) {
        Verification result = explainer.verify(range.offset() + checked, part);
        firstWrong = firstWrong < 0 ? result.firstWrongOffset() : firstWrong;
        wrong += result.wrongBytes();
        checked += part.byteSize();
    }

    /** {@return the text; empty if there are none} */
    String differences() {
        if (wrong == 0 && length.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(
                "DIFFERENT: " + name + " does not match " + range.stream().recipe());
        if (range.lengthBytes() < range.stream().totalSize()) {
            text.append(", ")
                    .append(range.lengthBytes())
                    .append(" bytes starting at offset ")
                    .append(range.offset());
        }
        if (wrong > 0) {
            text.append("\nfirst wrong byte   offset ").append(firstWrong - range.offset());
        }
        text.append("\nwrong bytes        " + wrong + " of " + checked + " checked");
        if (!length.isEmpty()) {
            text.append("\nlength             ").append(length);
        }
        List<Diagnosis> causes = causes();
        DiagnosisText cause = new DiagnosisText(range.stream().recipe(), range.offset());
        causes.stream().limit(MAX_DIAGNOSES).forEach(one -> text.append("\n  ").append(cause.of(one)));
        if (causes.size() > MAX_DIAGNOSES) {
            text.append("\n  and " + (causes.size() - MAX_DIAGNOSES) + " more");
        }
        return text.toString();
    }

    private List<Diagnosis> causes() {
        try {
            return explainer.explain();
        } catch (InterruptedException e) { // the test fails in any case
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
