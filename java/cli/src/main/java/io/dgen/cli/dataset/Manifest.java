// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Dataset;
import io.dgen.DatasetContent;
import io.dgen.DatasetFile;
import io.dgen.DigestAlgorithm;
import io.dgen.cli.dataset.PartOptions.Share;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.option.TextFile;
import io.dgen.cli.report.JsonObject;
import io.dgen.cli.report.Report;
import io.dgen.cli.report.Text;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The list of the files of a part as JSON Lines: the set, then the files in their order. It is the same for any number of
 * threads.
 */
record Manifest(
        DatasetContent content,
        Share share,
        Dataset.Part part,
        @Nullable DigestAlgorithm algorithm) {
    /** Number of digests that are made at the same time. */
    private static final long BATCH = 1024;

    void write(TextFile file) throws Failure {
        file.write(this::write);
    }

    private void write(Writer writer) throws IOException {
        Dataset dataset = content.dataset();
        line(writer, JsonObject.of("dataset", dataset.toString(), "part", share.toString(), "files", part.files()));
        for (long from = part.from(); from < part.to(); from += BATCH) {
            List<Map<String, @Nullable Object>> rows = LongStream.range(from, Math.min(part.to(), from + BATCH))
                    .parallel()
                    .mapToObj(index -> row(dataset.file(index)))
                    .toList();
            for (Map<String, @Nullable Object> row : rows) {
                line(writer, row);
            }
        }
    }

    private static void line(Writer writer, Map<String, @Nullable Object> row) throws IOException {
        writer.write(Report.json(row));
        writer.write('\n');
    }

    private Map<String, @Nullable Object> row(DatasetFile file) {
        Map<String, @Nullable Object> row = FileRow.of(file);
        if (algorithm != null) {
            row.put(Text.lower(algorithm), new FileDigest(content, algorithm).hex(file));
        }
        return row;
    }
}
