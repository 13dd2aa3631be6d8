// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import io.dgen.FileFormat.Key;
import io.dgen.FileFormatProvider;
import io.dgen.Recipe;
import io.dgen.container.Framing;
import java.util.List;
import java.util.Set;

/** Format {@code npz}: arrays of numpy in a zip file, not compressed. */
public final class NpzFormat implements FileFormatProvider {
    /** Creates the format, for {@link java.util.ServiceLoader}. */
    public NpzFormat() {}

    @Override
    public String name() {
        return "npz";
    }

    @Override
    public Set<Key> keys() {
        return Set.of(Key.RECORD, Key.ALIGN, Key.ARRAYS);
    }

    @Override
    public Framing framing(Recipe recipe) {
        Rows rows = Rows.of(recipe);
        NpyHeader.checkType(rows.type(), name());
        List<String> arrays = Options.arrays(recipe.format(), "arr_");
        for (String name : arrays) {
            if (name.endsWith(".npy")) {
                throw new IllegalArgumentException(
                        "arrays '" + name + "': expected a name without .npy at its end, which format npz adds");
            }
        }
        int align = Options.align(recipe.format(), NpyHeader.LEAST_ALIGN, NpyHeader.MOST_ALIGN);
        return payloadBytes -> {
            rows.checkWhole(payloadBytes, arrays.size());
            return new ZipFrame(rows, arrays, align, payloadBytes);
        };
    }
}
