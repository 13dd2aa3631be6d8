// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.columnar;

import io.dgen.ByteSize;
import io.dgen.FileFormat;
import io.dgen.FileFormatProvider;
import io.dgen.FileSizes;
import io.dgen.NumberType;
import io.dgen.Recipe;
import io.dgen.RecordLayout;
import io.dgen.container.Framing;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tables with an id and the data of a record in each row. Subclasses define the bytes of files. */
abstract class ColumnarFormat implements FileFormatProvider {
    /** Key of the metadata of a file: the recipe. */
    static final String RECIPE = "dgen.recipe";

    private static final String DEFAULT_RECORD = "64KiB";

    /** Lengths are 32-bit numbers, also those of a group, which may have one row more than its size. */
    private static final long MAX_RECORD_BYTES = 1 << 30;

    private final String name;
    private final String defaultGroup;
    private final List<NumberType> types;

    /** @param types of numbers that a column holds as the payload has them */
    ColumnarFormat(String name, String defaultGroup, List<NumberType> types) {
        this.name = name;
        this.defaultGroup = defaultGroup;
        this.types = types;
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
        boolean isNumbers = recipe.numbers().isPresent();
        FileSizes sizes = isNumbers ? rows(recipe) : records(recipe.format());
        RecordLayout.Sizes records = new RecordLayout.Sizes(sizes, recipe);
        if (records.largest() > MAX_RECORD_BYTES) {
            throw new IllegalArgumentException("record " + sizes + ": expected at most "
                    + ByteSize.format(MAX_RECORD_BYTES) + " as the largest size for format " + name);
        }
        long groupBytes =
                ByteSize.parse(recipe.format().option(FileFormat.Key.GROUP).orElse(defaultGroup));
        return payloadBytes -> {
            boolean isFixed = sizes instanceof FileSizes.Fixed(long bytes) && payloadBytes % bytes == 0;
            Rows.Type ofBytes = isFixed ? new Rows.Type.FixedBytes((int) records.largest()) : new Rows.Type.Bytes();
            Rows.Type type = isNumbers
                    ? new Rows.Type.Vector(
                            recipe.numbers().type(), recipe.numbers().dimension())
                    : ofBytes;
            Rows rows = new Rows(records.layout(payloadBytes), type);
            // The recipe of a set of files is not that of a file, and has no size.
            boolean isOfFile = payloadBytes > 0 && recipe.sizeBytes() == payloadBytes;
            Map<String, String> metadata = isOfFile ? Map.of(RECIPE, recipe.toString()) : Map.of();
            return new ColumnarFrame(rows, layout(rows, metadata), groupBytes);
        };
    }

    private static FileSizes records(FileFormat format) {
        return FileSizes.parse(format.option(FileFormat.Key.RECORD).orElse(DEFAULT_RECORD));
    }

    private FileSizes rows(Recipe recipe) {
        Optional<String> record = recipe.format().option(FileFormat.Key.RECORD);
        if (record.isPresent()) {
            throw new IllegalArgumentException("record " + record.get()
                    + ": expected only key 'dim' of numbers, which is the" + " number of them in a row");
        }
        NumberType type = recipe.numbers().type();
        if (!types.contains(type)) {
            throw new IllegalArgumentException("type " + text(type) + ": expected "
                    + types.stream().map(ColumnarFormat::text).collect(Collectors.joining(", ")) + " for format "
                    + name);
        }
        return new FileSizes.Fixed(recipe.numbers().rowBytes());
    }

    private static String text(NumberType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    abstract Layout layout(Rows rows, Map<String, String> metadata);
}
