// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.columnar;

import io.dgen.ByteSize;
import io.dgen.DataStream;
import io.dgen.FileFormat;
import io.dgen.FileSizes;
import io.dgen.FramedFormat;
import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import io.dgen.RecordSource;
import io.dgen.container.Framing;
import java.util.Map;
import java.util.Set;

/** Tables with an id and the data of a record in each row. Subclasses define the bytes of files. */
abstract class ColumnarFormat implements FramedFormat {
    /** Key of the metadata of a file: the recipe. */
    static final String RECIPE = "dgen.recipe";

    private static final String DEFAULT_RECORD = "64KiB";

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
        return payloadBytes -> {
            Recipe ofFile = recipe.toBuilder().sizeBytes(payloadBytes).build();
            Rows rows = rows(ofFile, sizes);
            return new ColumnarFrame(rows, layout(rows, Map.of(RECIPE, ofFile.toString())), groupBytes);
        };
    }

    abstract Layout layout(Rows rows, Map<String, String> metadata);

    private static Rows rows(Recipe recipe, FileSizes sizes) {
        long bytes = recipe.sizeBytes();
        if (sizes instanceof FileSizes.Fixed(long width)) {
            if (width < 1 || width > RecordSource.MAX_RECORD_BYTES) {
                throw new IllegalArgumentException(
                        "record " + width + ": expected 1 to " + RecordSource.MAX_RECORD_BYTES + " bytes");
            }
            return new Rows.Fixed(
                    bytes,
                    width,
                    bytes % width == 0 ? new Rows.Type.FixedBytes((int) width) : new Rows.Type.Bytes());
        }
        return new Rows.Records(new RecordSource(new DataStream(GeneratorConfig.of(recipe.payload())), sizes));
    }
}
