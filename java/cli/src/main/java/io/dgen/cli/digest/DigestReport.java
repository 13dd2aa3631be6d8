// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.digest;

import io.dgen.DataStream;
import io.dgen.MultipartDigest;
import io.dgen.StreamDigest;
import io.dgen.cli.pipeline.StreamRange;
import io.dgen.cli.report.JsonObject;
import io.dgen.cli.report.Report;
import io.dgen.cli.report.ReportTable;
import io.dgen.cli.report.Text;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Result of digest.
 *
 * @param partBytes size of a part; null if the range is not divided
 */
record DigestReport(
        DataStream stream, StreamRange range, @Nullable Long partBytes, MultipartDigest digest, long elapsedNanos)
        implements Report {
    private static final ReportTable<Part> TABLE = new ReportTable<Part>()
            .column("part", "part", "%d", Part::number)
            .column("offset", "offset", "%d", Part::offset)
            .column("bytes", "bytes", "%d", part -> part.digest.lengthBytes())
            .column("hex", "hex", "%s", part -> part.digest.hex())
            .column("base64", "base64", "%s", part -> part.digest.base64());

    /** @param number 1 for the first part, as in the API of Amazon S3 */
    private record Part(int number, long offset, StreamDigest digest) {}

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        long offset = range.offset();
        for (StreamDigest part : partBytes == null ? List.<StreamDigest>of() : digest.parts()) {
            parts.add(new Part(parts.size() + 1, offset, part));
            offset += part.lengthBytes();
        }
        return parts;
    }

    private @Nullable String composite() {
        return partBytes == null ? null : digest.composite();
    }

    @Override
    public void printText(PrintStream out) {
        out.println("recipe     " + stream.recipe());
        if (!range.isAllOf(stream)) {
            out.println("range      " + Text.bytes(range.length()) + " of the stream, starting at offset "
                    + range.offset());
        }
        out.println("bytes      " + Text.bytes(range.length()));
        out.println("time       " + Text.seconds(elapsedNanos) + ", " + Text.rate(range.length(), elapsedNanos) + " ("
                + Text.engine(stream) + ")");
        out.println("algorithm  " + Text.lower(digest.algorithm()));
        StreamDigest whole = digest.whole();
        if (whole != null) {
            out.println("hex        " + whole.hex());
            out.println("base64     " + whole.base64());
        }
        String composite = composite();
        if (composite != null) {
            out.println("composite  " + composite);
        }
        List<Part> parts = parts();
        if (!parts.isEmpty()) {
            out.println();
            TABLE.print(parts, out);
        }
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        StreamDigest whole = digest.whole();
        return JsonObject.of(
                "recipe", stream.recipe().toString(),
                "algorithm", Text.lower(digest.algorithm()),
                "offset", range.offset(),
                "bytes", range.length(),
                "hex", whole == null ? null : whole.hex(),
                "base64", whole == null ? null : whole.base64(),
                "composite", composite(),
                "partBytes", partBytes,
                "parts", JsonObject.list(parts(), TABLE::toMap),
                "seconds", elapsedNanos / Text.NANOS_PER_SECOND,
                "gigabytesPerSecond", Text.gigabytesPerSecond(range.length(), elapsedNanos),
                "engine", Text.lower(stream.engine()),
                "tier", Text.tier(stream),
                "threads", Text.threads(stream));
    }
}
