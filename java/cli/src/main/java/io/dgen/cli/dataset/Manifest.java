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
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
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

    /** {@return the first line of the list} */
    static String header(Dataset dataset, Share share) {
        return Report.json(JsonObject.of(
                "dataset",
                dataset.toString(),
                "part",
                share.toString(),
                "files",
                share.of(dataset).files()));
    }

    void write(TextFile file) throws Failure {
        file.write(writer -> write(writer, () -> false));
    }

    /** Ends when the reader has closed the stream. */
    void write(PrintStream out) throws Failure {
        try {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            write(writer, out::checkError);
            writer.flush();
        } catch (IOException e) {
            throw Failure.io("standard output", e);
        }
    }

    private void write(Writer writer, BooleanSupplier isClosed) throws IOException {
        Dataset dataset = content.dataset();
        line(writer, header(dataset, share));
        for (long from = part.from(); from < part.to() && !isClosed.getAsBoolean(); from += BATCH) {
            List<Map<String, @Nullable Object>> rows = LongStream.range(from, Math.min(part.to(), from + BATCH))
                    .parallel()
                    .mapToObj(index -> row(dataset.file(index)))
                    .toList();
            for (Map<String, @Nullable Object> row : rows) {
                line(writer, Report.json(row));
            }
        }
    }

    private static void line(Writer writer, String line) throws IOException {
        writer.write(line);
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
