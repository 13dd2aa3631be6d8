package io.dgen.cli.option;

import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.FileKind;
import io.dgen.cli.io.Target;
import java.util.ArrayList;
import java.util.List;
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
            paramLabel = "RATIO",
            converter = Converters.OfDedup.class,
            description = "Deduplication ratio, such as 2.5: blocks per distinct block. Default: 1.")
    private @Nullable Double dedup;

    @Option(
            names = "--block-size",
            paramLabel = "SIZE",
            converter = Converters.OfSize.class,
            description = "Unit of deduplication: a power of two, 4KiB to 32MiB. Default: 128KiB.")
    private @Nullable Long blockSize;

    /**
     * @param target a block device stands for its capacity
     * @param seedRequired whether a random seed makes no sense
     */
    public Recipe toRecipe(Target target, boolean seedRequired) throws Failure {
        if (recipe != null) {
            List<String> others = namesGiven();
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
        if (seed != null) {
            builder.seed(seed);
        }
        if (stream != null) {
            builder.streamId(stream);
        }
        if (dedup != null) {
            builder.dedupRatio(dedup);
        }
        if (blockSize != null) {
            builder.blockSizeBytes(blockSize);
        }
        try {
            return builder.build().recipe();
        } catch (IllegalArgumentException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
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
        addIfGiven(names, "--size", size);
        addIfGiven(names, "--seed", seed);
        addIfGiven(names, "--stream", stream);
        addIfGiven(names, "--dedup", dedup);
        addIfGiven(names, "--block-size", blockSize);
        return names;
    }

    private static void addIfGiven(List<String> names, String name, @Nullable Object value) {
        if (value != null) {
            names.add(name);
        }
    }
}
