// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import io.dgen.FileFormat.Key;
import io.dgen.FileFormatProvider;
import io.dgen.Recipe;
import io.dgen.container.Framing;
import java.util.Set;

/** Format {@code npy}: one array of numpy. */
public final class NpyFormat implements FileFormatProvider {
    /** Creates the format, for {@link java.util.ServiceLoader}. */
    public NpyFormat() {}

    @Override
    public String name() {
        return "npy";
    }

    @Override
    public Set<Key> keys() {
        return Set.of(Key.RECORD, Key.ALIGN);
    }

    @Override
    public Framing framing(Recipe recipe) {
        Rows rows = Rows.of(recipe);
        NpyHeader.checkType(rows.type(), name());
        int align = Options.align(recipe.format(), NpyHeader.LEAST_ALIGN, NpyHeader.MOST_ALIGN);
        return payloadBytes -> {
            rows.checkWhole(payloadBytes, 1);
            return new HeaderFrame(NpyHeader.of(rows, payloadBytes, 0, align), payloadBytes);
        };
    }
}
