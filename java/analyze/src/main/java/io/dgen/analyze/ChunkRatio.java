// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

import io.dgen.PredictedRatios;
import io.dgen.analyze.internal.json.JsonFields;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The deduplication ratio with chunks of one kind. Immutable.
 *
 * @param isContentDefined whether the chunks are cut by content; otherwise all have the same size
 * @param chunkBytes size of a chunk, or the average that the chunker is set to, in bytes
 * @param ratio N:1, at least 1; chunks of zeros count as one content
 */
public record ChunkRatio(boolean isContentDefined, long chunkBytes, double ratio) {
    static ChunkRatio fixed(DedupResult result) {
        return new ChunkRatio(false, result.chunkBytes(), result.ratio());
    }

    static ChunkRatio contentDefined(DedupResult result) {
        return new ChunkRatio(true, result.chunkBytes(), result.ratio());
    }

    static ChunkRatio read(JsonFields fields) {
        long chunkBytes = fields.whole("chunkBytes", Analyzer.MIN_UNIT_BYTES, Analyzer.MAX_UNIT_BYTES);
        if (Long.bitCount(chunkBytes) != 1) {
            throw fields.wrong("chunkBytes", chunkBytes, "a power of two");
        }
        return new ChunkRatio(
                fields.isTrue("contentDefined"), chunkBytes, fields.number("ratio", 1, Profile.MAX_COUNT));
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("contentDefined", isContentDefined);
        json.put("chunkBytes", chunkBytes);
        json.put("ratio", ratio);
        return json;
    }

    /** The ratio of generated data, compared with this one. */
    DedupDifference comparedWith(PredictedRatios generated) {
        PredictedRatios.Unit unit =
                isContentDefined ? generated.contentDefined(chunkBytes) : generated.fixed(chunkBytes);
        return new DedupDifference(isContentDefined, chunkBytes, ratio, unit.ratio());
    }
}
