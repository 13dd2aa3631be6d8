// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.verify;

import io.dgen.DataStream;
import io.dgen.StreamDigest;
import io.dgen.cli.io.ObjectInput;
import io.dgen.cli.pipeline.StreamRange;
import io.dgen.cli.report.JsonObject;
import io.dgen.cli.report.Report;
import io.dgen.cli.report.Text;
import io.dgen.store.StoredObject;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a store states about an object with the digest of a range of a stream.
 *
 * @param stored its digest is not null
 * @param expected the digest of the range, by the algorithm of the store; null if the sizes differ
 */
record StoredCheck(
        String name,
        DataStream stream,
        StreamRange range,
        StoredObject.State stored,
        @Nullable StreamDigest expected) implements Report {
    /** Asks the store, and makes the digest if the size is right. */
    static StoredCheck of(ObjectInput input, DataStream stream, StreamRange range) throws IOException {
        StoredObject.State stored = input.state();
        StreamDigest digest = stored.digest();
        if (digest == null) {
            throw new IOException("--no-read: the store states no checksum of the whole object");
        }
        StreamDigest expected = stored.sizeBytes() == range.length()
                ? StreamDigest.of(stream, digest.algorithm(), range.offset(), range.length())
                : null;
        return new StoredCheck(input.name(), stream, range, stored, expected);
    }

    boolean isOk() {
        return expected != null && expected.equals(stored.digest());
    }

    @Override
    public void printText(PrintStream out) {
        StreamDigest digest = stored.digest();
        if (isOk() && digest != null) {
            out.println("ok: size " + stored.sizeBytes() + " and " + Text.lower(digest.algorithm()) + " "
                    + digest.base64() + " of " + Text.printable(name) + " match " + stream.recipe()
                    + "; the data was not read");
            return;
        }
        out.println("DIFFERENT: " + Text.printable(name) + " does not match " + stream.recipe()
                + "; the data was not read");
        if (stored.sizeBytes() != range.length()) {
            out.println("length             " + stored.sizeBytes() + ": expected " + range.length());
        } else if (digest != null && expected != null) {
            out.println("checksum           " + Text.lower(digest.algorithm()) + " " + digest.base64() + ": expected "
                    + expected.base64());
        }
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        StreamDigest digest = stored.digest();
        return JsonObject.of(
                "ok",
                isOk(),
                "recipe",
                stream.recipe().toString(),
                "input",
                name,
                "offset",
                range.offset(),
                "expectedBytes",
                range.length(),
                "storedBytes",
                stored.sizeBytes(),
                "checkedBytes",
                0L,
                "algorithm",
                digest == null ? null : Text.lower(digest.algorithm()),
                "expectedChecksum",
                expected == null ? null : expected.base64(),
                "storedChecksum",
                digest == null ? null : digest.base64());
    }
}
