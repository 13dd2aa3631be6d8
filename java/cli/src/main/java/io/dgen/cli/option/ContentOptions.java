// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.option;

import io.dgen.CompressFor;
import io.dgen.Dedup;
import io.dgen.Generation;
import io.dgen.Mixture;
import io.dgen.Preset;
import io.dgen.Recipe;
import io.dgen.Texture;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The content of the stream: a recipe, or the options that make one. */
public final class ContentOptions {
    /** Gives no size. */
    private static final Endpoint NO_ENDPOINT = () -> "";

    @Option(
            names = "--recipe",
            paramLabel = "R",
            description =
                    "A recipe as generate prints it, instead of all other options for content, except the generation"
                            + " and its change.")
    private @Nullable Recipe recipe;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            converter = Converters.OfSize.class,
            description =
                    "Length of the stream, such as 4096, 128KiB, 1.5GiB or 10GB. Required without --recipe, except"
                            + " for a block device, where the default is its capacity.")
    private @Nullable Long size;

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = Converters.OfSeed.class,
            description = "The family of streams: 0 to 2^64-1, or 0x and hex digits. Default: random.")
    private @Nullable Long seed;

    @Option(
            names = "--stream",
            paramLabel = "N",
            converter = Converters.OfStream.class,
            description = "The member of the family (a rank, a file, an object): same values as --seed. Default: 0.")
    private @Nullable Long stream;

    @Option(
            names = "--dedup",
            paramLabel = "PLAN",
            description = "Deduplication: blocks per distinct block, such as 2.5; 2.5,window=256MiB if the ratio is to"
                    + " hold in every window; 2.5,hot=5%%@50%% if 5%% of the contents get 50%% of the writes; or a"
                    + " histogram, such as copies(1@0.8+2@0.1+10@0.1). Default: 1.")
    private @Nullable Dedup dedup;

    @Option(
            names = "--block-size",
            paramLabel = "SIZE",
            converter = Converters.OfSize.class,
            description = "Unit of deduplication: a power of two, 4KiB to 32MiB. Default: 128KiB.")
    private @Nullable Long blockSize;

    @Option(
            names = "--compress",
            paramLabel = "RATIO",
            description = "Compression ratio, 1 to 64, such as 3; or ratios and their shares of the blocks, such as"
                    + " 1@0.3+2@0.5+8@0.2. Default: 1.")
    private @Nullable Mixture compress;

    @Option(
            names = "--compress-for",
            paramLabel = "TARGET",
            description = "Compressor and block size that the ratio is calibrated for: lz4, zstd, gzip, snappy or lzo"
                    + " and a block size, such as zstd@128KiB; or any. Default: any.")
    private @Nullable CompressFor compressFor;

    @Option(
            names = "--texture",
            paramLabel = "T",
            converter = Converters.OfTexture.class,
            completionCandidates = Converters.OfTexture.class,
            description =
                    "Structure that makes the data compressible: ${COMPLETION-CANDIDATES}. Default: skip for snappy"
                            + " and lzo, otherwise copy.")
    private @Nullable Texture texture;

    @Option(
            names = "--preset",
            paramLabel = "P",
            converter = Converters.OfPreset.class,
            completionCandidates = Converters.OfPreset.class,
            description = "Block size, compressor and texture of a storage system; other options override them:"
                    + " ${COMPLETION-CANDIDATES}.")
    private @Nullable Preset preset;

    @Option(
            names = "--generation",
            paramLabel = "N",
            converter = Converters.OfGeneration.class,
            description = "Generation of the data, 0 to 2^31-1; requires a change. Default: 0.")
    private @Nullable Integer generation;

    @Option(
            names = "--change",
            paramLabel = "PERCENT",
            converter = Converters.OfChange.class,
            description =
                    "Share of the distinct blocks that have new content in each generation, such as 5%%. Default: the"
                            + " data has no generations.")
    private @Nullable Double change;

    /** {@return the recipe, with a random seed if none is given; the size is required} */
    public Recipe newRecipe() throws Failure {
        return newRecipe(NO_ENDPOINT);
    }

    /** {@return the preset; null if none is given} */
    public @Nullable Preset preset() {
        return preset;
    }

    /**
     * {@return the recipe of new data, with a random seed if none is given}
     *
     * @param output its capacity, if fixed, is the default of the size
     */
    public Recipe newRecipe(Endpoint output) throws Failure {
        if (recipe == null) {
            return build(output);
        }
        requireNoneOf(
                namesExcept("--recipe", "--generation", "--change"),
                "--recipe",
                "a recipe determines the content completely");
        return inGeneration(recipe);
    }

    /** {@return the recipe with the generation and the change that the options name} */
    public Recipe inGeneration(Recipe other) throws Failure {
        if (generation == null && change == null) {
            return other;
        }
        double newChange = change != null ? change : other.generation().change();
        Failure.unless(newChange > 0, "--generation requires --change, the share that changes in each generation");
        int number = generation != null ? generation : other.generation().number();
        return Failure.translate(
                "",
                () -> other.toBuilder()
                        .generation(new Generation(number, newChange))
                        .build());
    }

    /** {@return the recipe of data that exists, which needs a size and a seed} */
    public Recipe existingRecipe() throws Failure {
        return existingRecipe(NO_ENDPOINT);
    }

    /**
     * {@return the recipe of data that exists, which needs a seed}
     *
     * @param input its capacity, if fixed, is the default of the size
     */
    public Recipe existingRecipe(Endpoint input) throws Failure {
        if (!isKnown()) {
            throw Failure.usage("--recipe or --seed is required: without it the expected data is unknown");
        }
        return newRecipe(input);
    }

    private Recipe build(Endpoint endpoint) throws Failure {
        Recipe.Builder builder = sizedBuilder(endpoint);
        Given.set(preset, builder::preset); // first: the options override it
        Given.set(dedup, builder::dedup);
        Given.set(blockSize, builder::blockSizeBytes);
        Given.set(compress, builder::compress);
        Given.set(compressFor, builder::compressFor);
        Given.set(texture, builder::texture);
        return inGeneration(Failure.translate("", builder::build));
    }

    /**
     * {@return a recipe with only size, seed and stream id}
     *
     * @param output its capacity, if fixed, is the default of the size
     * @param option the option that determines the rest of the content, and excludes the other options for content
     * @param reason why it excludes them
     */
    public Recipe identity(Endpoint output, String option, String reason) throws Failure {
        requireNoneOf(namesExcept("--size", "--seed", "--stream", "--generation", "--change"), option, reason);
        return sizedBuilder(output).build();
    }

    private Recipe.Builder sizedBuilder(Endpoint endpoint) throws Failure {
        Recipe.Builder builder = Recipe.builder().sizeBytes(sizeOr(endpoint));
        Given.set(seed, builder::seed);
        Given.set(stream, builder::streamId);
        return builder;
    }

    private long sizeOr(Endpoint endpoint) throws Failure {
        if (size != null) {
            return size;
        }
        OptionalLong capacity = IoFailures.translate(endpoint.name(), endpoint::fixedBytes);
        return capacity.orElseThrow(() -> Failure.usage("--size or --recipe is required"));
    }

    /** {@return whether the options name existing data: by a recipe or a seed} */
    public boolean isKnown() {
        return recipe != null || seed != null;
    }

    /** {@return whether the size is the capacity of a device, because no option names a size} */
    public boolean isSizeFromDevice() {
        return recipe == null && size == null;
    }

    private static void requireNoneOf(List<String> names, String option, String reason) throws Failure {
        if (!names.isEmpty()) {
            throw Failure.usage(option + " and " + String.join(", ", names) + " exclude each other: " + reason);
        }
    }

    /** {@return the options that are given, except these} */
    private List<String> namesExcept(String... allowed) {
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        options.put("--recipe", recipe);
        options.put("--size", size);
        options.put("--seed", seed);
        options.put("--stream", stream);
        options.put("--dedup", dedup);
        options.put("--block-size", blockSize);
        options.put("--compress", compress);
        options.put("--compress-for", compressFor);
        options.put("--texture", texture);
        options.put("--preset", preset);
        options.put("--generation", generation);
        options.put("--change", change);
        options.values().removeIf(value -> value == null);
        options.keySet().removeAll(List.of(allowed));
        return new ArrayList<>(options.keySet());
    }
}
