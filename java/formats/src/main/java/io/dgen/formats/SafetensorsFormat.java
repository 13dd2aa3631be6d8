// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import io.dgen.FileFormat.Key;
import io.dgen.FileFormatProvider;
import io.dgen.Recipe;
import io.dgen.container.Frame;
import io.dgen.container.Framing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Format {@code safetensors}: named tensors of one shape. */
public final class SafetensorsFormat implements FileFormatProvider {
    private static final int LEAST_ALIGN = 8;
    private static final int MOST_ALIGN = 1 << 20;
    private static final String RESERVED = "__metadata__";

    /** Creates the format, for {@link java.util.ServiceLoader}. */
    public SafetensorsFormat() {}

    @Override
    public String name() {
        return "safetensors";
    }

    @Override
    public Set<Key> keys() {
        return Set.of(Key.RECORD, Key.ALIGN, Key.ARRAYS);
    }

    @Override
    public Framing framing(Recipe recipe) {
        Rows rows = Rows.of(recipe);
        List<String> tensors = Options.arrays(recipe.format(), "tensor_");
        if (tensors.contains(RESERVED)) {
            throw new IllegalArgumentException(
                    "arrays '" + RESERVED + "': expected other names for format safetensors, which reserves this one");
        }
        int align = Options.align(recipe.format(), LEAST_ALIGN, MOST_ALIGN);
        return payloadBytes -> frame(rows, tensors, align, payloadBytes);
    }

    private static Frame frame(Rows rows, List<String> tensors, int align, long payloadBytes) {
        rows.checkWhole(payloadBytes, tensors.size());
        long bytes = payloadBytes / tensors.size();
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < tensors.size(); i++) {
            json.append(i == 0 ? "\"" : ",\"")
                    .append(tensors.get(i))
                    .append("\":{\"dtype\":\"")
                    .append(rows.type().safetensors())
                    .append("\",\"shape\":[")
                    .append(rows.dimensions(bytes, ","))
                    .append("],\"data_offsets\":[")
                    .append(i * bytes)
                    .append(',')
                    .append((i + 1) * bytes)
                    .append("]}");
        }
        byte[] text = json.append('}').toString().getBytes(StandardCharsets.US_ASCII);
        int total = (int) Bytes.roundUp(Long.BYTES + text.length, align);
        byte[] header = Bytes.littleEndian(total)
                .putLong(total - Long.BYTES)
                .put(Bytes.padded(text, total - Long.BYTES))
                .array();
        return new HeaderFrame(header, payloadBytes);
    }
}
