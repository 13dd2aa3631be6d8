// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.columnar;

import io.dgen.ByteSize;
import io.dgen.FileFormat;
import io.dgen.FileSizes;
import io.dgen.FramedFormat;
import io.dgen.Recipe;
import io.dgen.RecordLayout;
import io.dgen.container.Framing;
import java.util.Map;
import java.util.Set;

/** Tables with an id and the data of a record in each row. Subclasses define the bytes of files. */
abstract class ColumnarFormat implements FramedFormat {
    /** Key of the metadata of a file: the recipe. */
    static final String RECIPE = "dgen.recipe";

    private static final String DEFAULT_RECORD = "64KiB";

    /** Lengths are 32-bit numbers, also those of a group, which may have one row more than its size. */
    private static final long MAX_RECORD_BYTES = 1 << 30;

    private final String name;
    private final String defaultGroup;

    ColumnarFormat(String name, String defaultGroup) {
        this.name = name;
        this.defaultGroup = defaultGroup;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<FileFormat.Key> keys() {
        return Set.of(FileFormat.Key.RECORD, FileFormat.Key.GROUP);
    }

    @Override
    public Framing framing(Recipe recipe) {
        FileSizes sizes = FileSizes.parse(recipe.format().option(FileFormat.Key.RECORD).orElse(DEFAULT_RECORD));
        long groupBytes =
                ByteSize.parse(recipe.format().option(FileFormat.Key.GROUP).orElse(defaultGroup));
        RecordLayout.Sizes records = new RecordLayout.Sizes(sizes, recipe);
        if (records.largest() > MAX_RECORD_BYTES) {
            throw new IllegalArgumentException("record " + sizes + ": expected at most "
                    + ByteSize.format(MAX_RECORD_BYTES) + " as the largest size in format " + name);
        }
        return payloadBytes -> {
            boolean isFixed = sizes instanceof FileSizes.Fixed(long bytes) && payloadBytes % bytes == 0;
            Rows.Type type =
                    isFixed ? new Rows.Type.FixedBytes((int) records.largest()) : new Rows.Type.Bytes();
            Rows rows = new Rows(records.layout(payloadBytes), type);
            String line = recipe.toBuilder().sizeBytes(payloadBytes).build().toString();
            return new ColumnarFrame(rows, layout(rows, Map.of(RECIPE, line)), groupBytes);
        };
    }

    abstract Layout layout(Rows rows, Map<String, String> metadata);
}
