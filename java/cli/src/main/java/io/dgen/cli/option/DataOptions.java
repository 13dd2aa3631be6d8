// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.option;

import io.dgen.CompressFor;
import io.dgen.Dedup;
import io.dgen.FileFormat;
import io.dgen.Generation;
import io.dgen.Mixture;
import io.dgen.Numbers;
import io.dgen.Preset;
import io.dgen.Recipe;
import io.dgen.Texture;
import io.dgen.cli.exit.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for content that do not depend on its size. */
public final class DataOptions {
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
            names = "--numbers",
            paramLabel = "KEYS",
            description =
                    "Numbers instead of bytes, by the keys of a recipe, such as type=fp32,dist=normal,dim=768,norm=l2."
                            + " Types: fp32, fp64, bf16, fp16, int8, int32. Distributions: uniform with low and high, normal with"
                            + " mean and sd. Default: bytes.")
    private @Nullable Numbers numbers;

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

    @Mixin
    private final FormatOptions formatOptions = new FormatOptions();

    /** {@return the preset; null if none is given} */
    public @Nullable Preset preset() {
        return preset;
    }

    /** {@return the generation; null if none is given} */
    public @Nullable Integer generation() {
        return generation;
    }

    /** {@return whether a seed is given} */
    public boolean hasSeed() {
        return seed != null;
    }

    /** Sets the seed and the stream id that are given. */
    void setIdentity(Recipe.Builder builder) {
        Given.set(seed, builder::seed);
        Given.set(stream, builder::streamId);
    }

    /**
     * {@return the recipe of the options}
     *
     * @param sizeBytes of the stream
     */
    public Recipe toRecipe(long sizeBytes) throws Failure {
        Recipe.Builder builder = Recipe.builder().sizeBytes(sizeBytes);
        setIdentity(builder);
        Given.set(preset, builder::preset); // first: the options override it
        Given.set(dedup, builder::dedup);
        Given.set(blockSize, builder::blockSizeBytes);
        Given.set(compress, builder::compress);
        Given.set(compressFor, builder::compressFor);
        Given.set(texture, builder::texture);
        Given.set(numbers, builder::numbers);
        return withFormat(inGeneration(Failure.translate("", builder::build)));
    }

    /** {@return the recipe with the format that the options name} */
    Recipe withFormat(Recipe other) throws Failure {
        FileFormat format = formatOptions.toFormat();
        return format == null ? other : other.toBuilder().format(format).build();
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

    /** {@return the names and values of all options, null if an option is not given} */
    public Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        options.put("--seed", seed);
        options.put("--stream", stream);
        options.put("--dedup", dedup);
        options.put("--block-size", blockSize);
        options.put("--compress", compress);
        options.put("--compress-for", compressFor);
        options.put("--texture", texture);
        options.put("--numbers", numbers);
        options.put("--preset", preset);
        options.put("--generation", generation);
        options.put("--change", change);
        options.putAll(formatOptions.values());
        return options;
    }
}
