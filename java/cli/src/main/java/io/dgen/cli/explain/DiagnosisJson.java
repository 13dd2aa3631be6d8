// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.explain;

import io.dgen.Diagnosis;
import io.dgen.Diagnosis.Detail;
import io.dgen.cli.report.JsonObject;
import io.dgen.cli.report.Text;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object of a diagnosis.
 *
 * @param start position in the stream of the start of the input
 */
public record DiagnosisJson(long start) {

    /** {@return the JSON object} */
    public Map<String, @Nullable Object> of(Diagnosis diagnosis) {
        Map<String, @Nullable Object> map = JsonObject.of(
                "cause", Text.lower(diagnosis.cause()),
                "offset", diagnosis.offset() - start,
                "length", diagnosis.length(),
                "wrongBytes", diagnosis.wrongBytes());
        map.putAll(detail(diagnosis, diagnosis.detail()));
        return map;
    }

    private Map<String, @Nullable Object> detail(Diagnosis diagnosis, Detail detail) {
        return switch (detail) {
            case Diagnosis.Fill fill -> JsonObject.of("value", fill.value());
            case Diagnosis.Bits bits ->
                JsonObject.of(
                        "bits",
                        bits.count(),
                        "mask",
                        bits.mask(),
                        "firstBits",
                        JsonObject.list(
                                bits.positions(),
                                position -> JsonObject.of(
                                        "offset", position / Byte.SIZE - start, "bit", position % Byte.SIZE)));
            case Diagnosis.Copy copy ->
                JsonObject.of(
                        "recipe", copy.recipe().toString(),
                        "streamOffset", copy.offset(),
                        "distance", copy.offset() - diagnosis.offset(),
                        "copies", copy.copies());
            case Diagnosis.Torn torn -> torn(diagnosis, torn);
            case Diagnosis.Unknown unknown ->
                JsonObject.of(
                        "entropy", unknown.entropy(),
                        "expected", unknown.expected(),
                        "found", unknown.found());
            case Diagnosis.Framing framing -> JsonObject.of("part", framing.part());
            case Diagnosis.None _ -> Map.of();
        };
    }

    private Map<String, @Nullable Object> torn(Diagnosis diagnosis, Diagnosis.Torn torn) {
        long at = diagnosis.offset() - start;
        Map<String, @Nullable Object> behind = JsonObject.of("cause", Text.lower(torn.cause()));
        behind.putAll(detail(diagnosis, torn.detail()));
        return JsonObject.of("modulo512", at % 512, "modulo4096", at % 4096, "behind", behind);
    }
}
