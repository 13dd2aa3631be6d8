// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import io.dgen.ByteSize;
import io.dgen.FileFormat.Key;
import io.dgen.FileFormatProvider;
import io.dgen.FileSizes;
import io.dgen.Recipe;
import io.dgen.RecordLayout;
import io.dgen.container.Framing;
import java.util.Set;

/** Format {@code tfrecord}: records of TensorFlow, each with its length and with checksums of the length and of the data. */
public final class TfRecordFormat implements FileFormatProvider {
    static final Set<Key> KEYS = Set.of(Key.RECORD, Key.EXAMPLE);

    /** Creates the format, for {@link java.util.ServiceLoader}. */
    public TfRecordFormat() {}

    @Override
    public String name() {
        return "tfrecord";
    }

    @Override
    public Set<Key> keys() {
        return KEYS;
    }

    @Override
    public Framing framing(Recipe recipe) {
        return file(recipe)::frame;
    }

    /** The files with a recipe. */
    static File file(Recipe recipe) {
        String record = Options.required(recipe.format(), Key.RECORD, "sizes of records, such as record=150KB");
        RecordLayout.Sizes sizes = new RecordLayout.Sizes(FileSizes.parse(record), recipe);
        String features = recipe.format().option(Key.EXAMPLE).orElse("");
        if (features.isEmpty()) {
            return new File(sizes, new TfRecord(null));
        }
        if (sizes.largest() > Example.MAX_DATA_BYTES) {
            throw new IllegalArgumentException("record " + record + ": expected at most "
                    + ByteSize.format(Example.MAX_DATA_BYTES) + " as the largest size with example");
        }
        return new File(sizes, new TfRecord(Example.of(features)));
    }

    record File(RecordLayout.Sizes sizes, TfRecord style) {
        RecordFrame frame(long payloadBytes) {
            return new RecordFrame(sizes.layout(payloadBytes), payloadBytes, style);
        }
    }
}
