// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Dataset;
import io.dgen.FileSizes;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.option.Converters;
import io.dgen.cli.option.DataOptions;
import io.dgen.cli.option.Given;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The set of files: its line, or the options that make one. */
final class DatasetOptions {
    @Option(
            names = "--dataset",
            paramLabel = "LINE",
            description = "The line of a set as create prints it, instead of all other options for files and content,"
                    + " except the generation.")
    private @Nullable String line;

    @Option(
            names = "--files",
            paramLabel = "N",
            converter = Converters.OfFiles.class,
            description = "Number of files, 1 to 2^40. Required without --total-size.")
    private @Nullable Long files;

    @Option(
            names = "--total-size",
            paramLabel = "SIZE",
            converter = Converters.OfSize.class,
            description = "Size of all files together, instead of their number.")
    private @Nullable Long totalSize;

    @Option(
            names = "--size",
            paramLabel = "SIZES",
            description =
                    "Size of each file, such as 64KiB; uniform(1KiB..1MiB); lognormal(64KiB,1.5)[4KiB..16MiB], which is"
                            + " median, sigma and limits; sizes and their shares of the files, such as 4KiB@0.7+1MiB@0.3; or sizes"
                            + " in turn, such as list(4KiB,1MiB).")
    private @Nullable String sizes;

    @Option(
            names = "--name",
            paramLabel = "PATTERN",
            description = "Pattern of the paths, with numbers of digits in braces, such as d{2}/f{8}.bin. Default: f{w}"
                    + " or d{w-3}/f{w}, where w digits are enough for all files.")
    private @Nullable String name;

    @Mixin
    private final DataOptions data = new DataOptions();

    /** {@return whether an option is given that determines a set} */
    boolean isGiven() {
        return line != null || !others().isEmpty();
    }

    /** {@return the set of the options, with a random seed if none is given} */
    Dataset toDataset() throws Failure {
        if (line != null) {
            return ofLine(line);
        }
        Failure.unless(
                files == null || totalSize == null,
                "--files and --total-size exclude each other: the size of all files and --size determine their number");
        Failure.unless(
                files != null || totalSize != null, "--dataset, or one of --files and --total-size, is required");
        Failure.unless(sizes != null, "--size is required: the sizes of the files, such as 64KiB");
        Dataset.Builder builder = Dataset.builder().recipe(data.toRecipe(0));
        return Failure.translate("", () -> {
            Given.set(files, builder::files);
            Given.set(totalSize, builder::totalBytes);
            Given.set(name, builder::name);
            return builder.sizes(FileSizes.parse(String.valueOf(sizes))).build();
        });
    }

    /**
     * {@return the set of files that exist}
     *
     * @param place which has the line of the set; null if none is named
     * @param note receives a sentence if the files are not complete
     */
    Dataset existing(@Nullable SetPlace place, Consumer<String> note) throws Failure {
        if (isGiven() || place == null) {
            Failure.unless(
                    isGiven(), "a directory, --dataset, or --files or --total-size with --size and --seed is required");
            Failure.unless(
                    line != null || data.hasSeed(),
                    "--dataset or --seed is required: without it the content of the files is unknown");
            return toDataset();
        }
        SetState state = place.readState();
        if (state.incomplete() != null) {
            note.accept(place.name() + " " + state.advice());
        }
        return inGeneration(state.dataset());
    }

    static void checkSince(Dataset dataset, int since) throws Failure {
        int number = dataset.body().generation().number();
        Failure.unless(
                dataset.recipe().format().isNone(),
                "--since " + since + ": expected a set without format, not "
                        + dataset.recipe().format().name() + ", of which checksums change, too");
        Failure.unless(
                dataset.body().generation().change() > 0,
                "--since " + since + ": expected a set with --change: without it, there is one generation");
        Failure.unless(
                since < number, "--since " + since + ": expected less than " + number + ", the generation of the set");
    }

    private Dataset ofLine(String text) throws Failure {
        List<String> others = others();
        Failure.unless(
                others.isEmpty(),
                "--dataset and " + String.join(", ", others)
                        + " exclude each other: a line determines the set completely");
        return inGeneration(Failure.translate("--dataset: ", () -> Dataset.parse(text)));
    }

    private Dataset inGeneration(Dataset dataset) throws Failure {
        Integer generation = data.generation();
        return generation == null
                ? dataset
                : Failure.translate("--generation: ", () -> dataset.withGeneration(generation));
    }

    /** The other options that are given. */
    private List<String> others() {
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        options.put("--files", files);
        options.put("--total-size", totalSize);
        options.put("--size", sizes);
        options.put("--name", name);
        options.putAll(data.values());
        options.remove("--generation");
        options.values().removeIf(value -> value == null);
        return new ArrayList<>(options.keySet());
    }
}
