// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import io.dgen.FileFormat.Key;
import io.dgen.FramedFormat;
import io.dgen.Recipe;
import io.dgen.container.Frame;
import io.dgen.container.Framing;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Format {@code safetensors}: named tensors of one shape. */
public final class SafetensorsFormat implements FramedFormat {
    private static final int LEAST_ALIGN = 8;
    private static final int MOST_ALIGN = 1 << 20;

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
        int arrays = Options.arrays(recipe.format());
        int align = Options.align(recipe.format(), LEAST_ALIGN, MOST_ALIGN);
        return payloadBytes -> frame(rows, arrays, align, payloadBytes);
    }

    private static Frame frame(Rows rows, int arrays, int align, long payloadBytes) {
        rows.checkWhole(payloadBytes, arrays);
        long bytes = payloadBytes / arrays;
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < arrays; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("\"tensor_")
                    .append(i)
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
