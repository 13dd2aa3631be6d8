package io.dgen;

import java.util.LinkedHashMap;
import java.util.Map;

/** The text form of recipes (docs/format.md, "Recipe"). */
final class RecipeText {
    private static final String PREFIX = "dgen" + Recipe.FORMAT_VERSION + ":";

    private static final String KEYS = "seed, stream, size, block, dedup, window, hot, compress, for, texture";

    private RecipeText() {}

    static String format(Recipe recipe) {
        Compression compression = recipe.compression();
        StringBuilder text = new StringBuilder(PREFIX)
                .append("seed=")
                .append(Long.toUnsignedString(recipe.seed()))
                .append(",stream=")
                .append(Long.toUnsignedString(recipe.streamId()))
                .append(",size=")
                .append(ByteSize.format(recipe.sizeBytes()))
                .append(",block=")
                .append(ByteSize.format(recipe.blockSizeBytes()))
                .append(",dedup=")
                .append(recipe.dedup())
                .append(",compress=")
                .append(compression.mixture());
        if (!compression.target().isAny()) {
            text.append(",for=").append(compression.target());
        }
        if (compression.texture() != Texture.COPY) {
            text.append(",texture=").append(Names.of(compression.texture()));
        }
        return text.toString();
    }

    static Recipe parse(String text) {
        String trimmed = text.strip();
        if (!trimmed.startsWith(PREFIX)) {
            throw new IllegalArgumentException(
                    "recipe '" + text + "': expected it to start with '" + PREFIX + "', the only version known here");
        }
        try {
            return recipe(keyValues(trimmed.substring(PREFIX.length())));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("recipe '" + text + "': " + e.getMessage(), e);
        }
    }

    private static Recipe recipe(Map<String, String> values) {
        long seed = Recipe.parseWord("seed", required(values, "seed"));
        long streamId = Recipe.parseWord("stream", optional(values, "stream", "0"));
        long size = ByteSize.parse(required(values, "size"));
        String block = values.remove("block");
        Dedup dedup = DedupText.of(optional(values, "dedup", "1"), values.remove("window"), values.remove("hot"));
        Compression compression = new Compression(
                Mixture.parse(optional(values, "compress", "1")),
                CompressFor.parse(optional(values, "for", "any")),
                Texture.parse(optional(values, "texture", Names.of(Texture.COPY))));
        if (!values.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown key '" + values.keySet().iterator().next() + "': expected " + KEYS);
        }
        long blockSize = block == null ? Recipe.DEFAULT_BLOCK_SIZE_BYTES : ByteSize.parse(block);
        return new Recipe(seed, streamId, size, blockSize, dedup, compression);
    }

    private static Map<String, String> keyValues(String pairs) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : pairs.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("expected key=value, found '" + pair + "'");
            }
            String key = pair.substring(0, equals);
            if (values.put(key, pair.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("key '" + key + "' stands twice");
            }
        }
        return values;
    }

    private static String required(Map<String, String> values, String key) {
        String value = values.remove(key);
        if (value == null) {
            throw new IllegalArgumentException("key '" + key + "' is missing");
        }
        return value;
    }

    private static String optional(Map<String, String> values, String key, String absent) {
        String value = values.remove(key);
        return value == null ? absent : value;
    }
}
