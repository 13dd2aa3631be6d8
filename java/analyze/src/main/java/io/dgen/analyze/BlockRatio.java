// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

import io.dgen.analyze.CompressionResult.RatioClass;
import io.dgen.analyze.internal.json.JsonFields;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ratio that one compressor reaches on independent blocks of one size. Immutable.
 *
 * @param codec the compressor
 * @param blockBytes size of a block in bytes
 * @param ratio of all blocks together, N:1, at least 1: a block that does not become shorter is stored uncompressed
 */
public record BlockRatio(Codec codec, long blockBytes, double ratio) {
    static BlockRatio of(CompressionResult result) {
        double stored = result.ratios().stream()
                .mapToDouble(c -> Math.min(c.bytes(), c.compressedBytes()))
                .sum();
        double bytes = result.ratios().stream().mapToDouble(RatioClass::bytes).sum();
        return new BlockRatio(result.codec(), result.blockBytes(), bytes / stored);
    }

    static BlockRatio read(JsonFields fields) {
        return new BlockRatio(
                codec(fields),
                fields.whole("blockBytes", Analyzer.MIN_UNIT_BYTES, Analyzer.MAX_UNIT_BYTES),
                fields.number("ratio", 1, Profile.MAX_COUNT));
    }

    private static Codec codec(JsonFields fields) {
        if (fields.value("codec") instanceof String name) {
            try {
                return Codec.parse(name);
            } catch (IllegalArgumentException e) {
                throw fields.wrong("codec", name, "a compressor");
            }
        }
        throw fields.wrong("codec", fields.value("codec"), "a compressor");
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("codec", codec.toString());
        json.put("blockBytes", blockBytes);
        json.put("ratio", ratio);
        return json;
    }
}
