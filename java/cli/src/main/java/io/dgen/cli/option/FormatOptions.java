// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.option;

import io.dgen.FileFormat;
import io.dgen.FileFormat.Key;
import io.dgen.cli.exit.Failure;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The format of files, which is part of the recipe. */
public final class FormatOptions {
    /** The names of the options. */
    static final String[] NAMES = {"--format", "--record", "--align", "--arrays", "--example", "--ext", "--group"};

    @Option(
            names = "--format",
            paramLabel = "F",
            description =
                    "Format of the file: npy, npz, safetensors, tar (WebDataset), tfrecord, tfrecord-index, fbin,"
                            + " u8bin, i8bin, ibin, parquet or arrow. The data is its payload, and SIZE is that of the payload. Default: none.")
    private @Nullable String format;

    @Option(
            names = "--record",
            paramLabel = "SIZES",
            description =
                    "Size of a record, a sample or a row, such as 150KB; for tar, tfrecord, parquet and arrow also sizes as"
                            + " dataset has them, such as lognormal(150KB,0.5).")
    private @Nullable String record;

    @Option(
            names = "--align",
            paramLabel = "SIZE",
            description =
                    "npy, npz, safetensors: the header is filled up so that data begins at a multiple, such as 4KiB.")
    private @Nullable String align;

    @Option(
            names = "--arrays",
            paramLabel = "N|NAMES",
            description =
                    "npz, safetensors: arrays or tensors of equal size, their number or their names with + between"
                            + " them, such as x+y. Default: 1.")
    private @Nullable String arrays;

    @Option(
            names = "--example",
            paramLabel = "NAMES",
            description = "tfrecord, tfrecord-index: NAME or NAME+LENGTH, such as image+size: each record is a message"
                    + " tf.train.Example; feature NAME has the data, feature LENGTH the number of its bytes.")
    private @Nullable String example;

    @Option(names = "--ext", paramLabel = "EXT", description = "tar: extension of the samples. Default: bin.")
    private @Nullable String extension;

    @Option(
            names = "--group",
            paramLabel = "SIZE",
            description = "parquet: most bytes of a column in a row group; arrow: in a record batch. 64KiB to 1GiB."
                    + " Default: 128MiB and 16MiB.")
    private @Nullable String group;

    /** {@return the format that the options name; null if none is given} */
    @Nullable
    FileFormat toFormat() throws Failure {
        Map<Key, String> keys = new EnumMap<>(Key.class);
        Given.set(record, value -> keys.put(Key.RECORD, value));
        Given.set(align, value -> keys.put(Key.ALIGN, value));
        Given.set(arrays, value -> keys.put(Key.ARRAYS, value));
        Given.set(example, value -> keys.put(Key.EXAMPLE, value));
        Given.set(extension, value -> keys.put(Key.EXTENSION, value));
        Given.set(group, value -> keys.put(Key.GROUP, value));
        if (format == null) {
            Failure.unless(keys.isEmpty(), "--" + first(keys) + " requires --format");
            return null;
        }
        String name = format;
        Failure.unless(!name.isEmpty(), "--format '': expected a name of a format, such as npy");
        return Failure.translate("", () -> new FileFormat(name, keys));
    }

    private static String first(Map<Key, String> keys) {
        return keys.isEmpty() ? "" : keys.keySet().iterator().next().toString();
    }

    /** {@return the names and values of all options, null if an option is not given} */
    Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        options.put("--format", format);
        options.put("--record", record);
        options.put("--align", align);
        options.put("--arrays", arrays);
        options.put("--example", example);
        options.put("--ext", extension);
        options.put("--group", group);
        return options;
    }
}
