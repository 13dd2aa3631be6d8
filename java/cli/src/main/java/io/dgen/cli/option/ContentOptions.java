package io.dgen.cli.option;

import io.dgen.CompressFor;
import io.dgen.Dedup;
import io.dgen.GeneratorConfig;
import io.dgen.Mixture;
import io.dgen.Preset;
import io.dgen.Recipe;
import io.dgen.Texture;
import io.dgen.analyze.FittedRecipe;
import io.dgen.analyze.Profile;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.FileKind;
import io.dgen.cli.io.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What data it is: a recipe, or the options that make one. */
public final class ContentOptions {
    @Option(
            names = "--recipe",
            paramLabel = "R",
            converter = Converters.OfRecipe.class,
            description = "All of the options for content in one, as generate prints it.")
    private @Nullable Recipe recipe;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            converter = Converters.OfSize.class,
            description =
                    "Length of the stream, such as 4096, 128KiB, 1.5GiB or 10GB. Required without --recipe, but for"
                            + " a block device: its capacity.")
    private @Nullable Long size;

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = Converters.OfSeed.class,
            description = "Which family of streams: 0 to 2^64-1, or 0x and hex digits. Default: random.")
    private @Nullable Long seed;

    @Option(
            names = "--stream",
            paramLabel = "N",
            converter = Converters.OfStream.class,
            description = "Which member of the family (a rank, a file, an object), as the seed. Default: 0.")
    private @Nullable Long stream;

    @Option(
            names = "--dedup",
            paramLabel = "PLAN",
            converter = Converters.OfDedup.class,
            description =
                    "Deduplication: blocks per distinct block, such as 2.5; 2.5,window=256MiB where the ratio holds"
                            + " in every window; 2.5,hot=5%%@50%% where 5%% of the contents get 50%% of the writes; or a"
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
            converter = Converters.OfMixture.class,
            description = "Compression ratio, 1 to 64, such as 3; or ratios and their shares of the blocks, such as"
                    + " 1@0.3+2@0.5+8@0.2. Default: 1.")
    private @Nullable Mixture compress;

    @Option(
            names = "--compress-for",
            paramLabel = "TARGET",
            converter = Converters.OfCompressFor.class,
            description =
                    "Whom that ratio is exact for: lz4, zstd or gzip and the block size that it compresses, such as"
                            + " zstd@128KiB; or any. Default: any.")
    private @Nullable CompressFor compressFor;

    @Option(
            names = "--texture",
            paramLabel = "T",
            converter = Converters.OfTexture.class,
            completionCandidates = Converters.TextureNames.class,
            description = "What makes the data compressible: ${COMPLETION-CANDIDATES}. Default: copy.")
    private @Nullable Texture texture;

    @Option(
            names = "--preset",
            paramLabel = "P",
            converter = Converters.OfPreset.class,
            completionCandidates = Converters.PresetNames.class,
            description = "Block size, compressor and texture that stand for a real system, where no option sets them:"
                    + " ${COMPLETION-CANDIDATES}.")
    private @Nullable Preset preset;

    /**
     * @param target a block device stands for its capacity
     * @param seedRequired whether a random seed makes no sense
     */
    public Recipe toRecipe(Target target, boolean seedRequired) throws Failure {
        if (recipe != null) {
            List<String> others = namesGiven();
            others.remove("--recipe");
            if (!others.isEmpty()) {
                throw Failure.usage("--recipe and " + String.join(", ", others)
                        + " exclude each other: a recipe says all about the content");
            }
            return recipe;
        }
        if (seedRequired && seed == null) {
            throw Failure.usage("--recipe or --seed is required: without it nobody knows what the data should be");
        }
        GeneratorConfig.Builder builder = GeneratorConfig.builder().sizeBytes(sizeOr(target));
        // First: the options override it.
        setIfGiven(preset, builder::preset);
        setIfGiven(seed, builder::seed);
        setIfGiven(stream, builder::streamId);
        setIfGiven(dedup, builder::dedup);
        setIfGiven(blockSize, builder::blockSizeBytes);
        setIfGiven(compress, builder::compress);
        setIfGiven(compressFor, builder::compressFor);
        setIfGiven(texture, builder::texture);
        try {
            return builder.build().recipe();
        } catch (IllegalArgumentException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The recipe of data that is like a profile's.
     *
     * @param target a block device stands for its capacity
     */
    public FittedRecipe toPlan(Target target, Profile profile) throws Failure {
        List<String> others = namesGiven();
        others.removeAll(List.of("--size", "--seed", "--stream"));
        if (!others.isEmpty()) {
            throw Failure.usage("--like and " + String.join(", ", others)
                    + " exclude each other: the profile says what data it is");
        }
        GeneratorConfig.Builder builder = GeneratorConfig.builder().sizeBytes(sizeOr(target));
        setIfGiven(seed, builder::seed);
        setIfGiven(stream, builder::streamId);
        Recipe plain = builder.build().recipe();
        return profile.fit(plain.seed(), plain.streamId(), plain.sizeBytes());
    }

    private static <T> void setIfGiven(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    private long sizeOr(Target target) throws Failure {
        if (size != null) {
            return size;
        }
        if (target.kind() == FileKind.BLOCK_DEVICE) {
            return target.capacity();
        }
        throw Failure.usage("--size or --recipe is required");
    }

    private List<String> namesGiven() {
        List<String> names = new ArrayList<>();
        addIfGiven(names, "--recipe", recipe);
        addIfGiven(names, "--size", size);
        addIfGiven(names, "--seed", seed);
        addIfGiven(names, "--stream", stream);
        addIfGiven(names, "--dedup", dedup);
        addIfGiven(names, "--block-size", blockSize);
        addIfGiven(names, "--compress", compress);
        addIfGiven(names, "--compress-for", compressFor);
        addIfGiven(names, "--texture", texture);
        addIfGiven(names, "--preset", preset);
        return names;
    }

    private static void addIfGiven(List<String> names, String name, @Nullable Object value) {
        if (value != null) {
            names.add(name);
        }
    }
}
