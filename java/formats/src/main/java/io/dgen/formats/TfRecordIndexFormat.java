// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import io.dgen.FileFormat.Key;
import io.dgen.FramedFormat;
import io.dgen.Recipe;
import io.dgen.RecordLayout;
import io.dgen.container.Framing;
import java.util.Set;

/** Format {@code tfrecord-index}: the index of the file with the same recipe and format {@code tfrecord}. */
public final class TfRecordIndexFormat implements FramedFormat {
    /** Creates the format, for {@link java.util.ServiceLoader}. */
    public TfRecordIndexFormat() {}

    @Override
    public String name() {
        return "tfrecord-index";
    }

    @Override
    public Set<Key> keys() {
        return Set.of(Key.RECORD);
    }

    @Override
    public Framing framing(Recipe recipe) {
        RecordLayout.Sizes sizes = TfRecordFormat.sizes(recipe);
        return payloadBytes -> new IndexFrame(TfRecordFormat.frame(sizes, payloadBytes));
    }
}
