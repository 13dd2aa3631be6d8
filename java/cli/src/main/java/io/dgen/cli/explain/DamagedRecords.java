// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.explain;

import io.dgen.DataStream;
import io.dgen.Diagnosis;
import io.dgen.cli.pipeline.FramedRange;
import io.dgen.cli.pipeline.StreamRange;
import io.dgen.cli.report.JsonObject;
import io.dgen.container.Frame;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records or rows of a file with framing of which data is wrong.
 *
 * @param first number of the first one; -1 if the file has none, or only framing is wrong
 * @param last number of the last one
 */
public record DamagedRecords(long first, long last) {
    private static final DamagedRecords NONE = new DamagedRecords(-1, -1);

    /** {@return the records in the range of a diagnosis} */
    public static DamagedRecords of(DataStream stream, Diagnosis diagnosis) {
        Frame frame = stream.frame().orElse(null);
        if (frame == null || diagnosis.end() > frame.lengthBytes()) {
            return NONE;
        }
        FramedRange range = FramedRange.of(stream, new StreamRange(diagnosis.offset(), diagnosis.length()));
        if (range.payloadBytes() == 0) {
            return NONE;
        }
        return new DamagedRecords(
                frame.record(range.payloadOffset()), frame.record(range.payloadOffset() + range.payloadBytes() - 1));
    }

    /** {@return what follows the text of the diagnosis} */
    public String text() {
        if (first < 0) {
            return "";
        }
        return first == last ? ", record " + first : ", records " + first + " to " + last;
    }

    /** {@return what the JSON object of the diagnosis has in addition} */
    public Map<String, @Nullable Object> toMap() {
        return first < 0 ? Map.of() : JsonObject.of("firstRecord", first, "lastRecord", last);
    }
}
