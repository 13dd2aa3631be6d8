// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import io.dgen.FileFormat.Key;
import io.dgen.FileFormatProvider;
import io.dgen.Recipe;
import io.dgen.container.Framing;
import java.util.Set;

/** Format {@code tfrecord-index}: the index of the file with the same recipe and format {@code tfrecord}. */
public final class TfRecordIndexFormat implements FileFormatProvider {
    /** Creates the format, for {@link java.util.ServiceLoader}. */
    public TfRecordIndexFormat() {}

    @Override
    public String name() {
        return "tfrecord-index";
    }

    @Override
    public Set<Key> keys() {
        return TfRecordFormat.KEYS;
    }

    @Override
    public Framing framing(Recipe recipe) {
        TfRecordFormat.File file = TfRecordFormat.file(recipe);
        return payloadBytes -> new IndexFrame(file.frame(payloadBytes));
    }
}
