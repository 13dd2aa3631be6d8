// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.option;

import io.dgen.Preset;
import io.dgen.Recipe;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The content of the stream: a recipe, or the options that make one. */
public final class ContentOptions {
    /** Gives no size. */
    private static final Endpoint NO_ENDPOINT = () -> "";

    @Option(
            names = "--recipe",
            paramLabel = "R",
            description =
                    "A recipe as generate prints it, instead of all other options for content, except the generation,"
                            + " its change and the format.")
    private @Nullable Recipe recipe;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            converter = Converters.OfSize.class,
            description =
                    "Length of the stream, such as 4096, 128KiB, 1.5GiB or 10GB. Required without --recipe, except"
                            + " for a block device, where the default is its capacity.")
    private @Nullable Long size;

    @Mixin
    private final DataOptions data = new DataOptions();

    /** {@return the recipe, with a random seed if none is given; the size is required} */
    public Recipe newRecipe() throws Failure {
        return newRecipe(NO_ENDPOINT);
    }

    /** {@return the preset; null if none is given} */
    public @Nullable Preset preset() {
        return data.preset();
    }

    /**
     * {@return the recipe of new data, with a random seed if none is given}
     *
     * @param output its capacity, if fixed, is the default of the size
     */
    public Recipe newRecipe(Endpoint output) throws Failure {
        if (recipe == null) {
            return data.toRecipe(sizeOr(output));
        }
        requireNoneOf(namesExcept("--recipe"), "--recipe", "a recipe determines the content completely");
        return inGeneration(recipe);
    }

    /** {@return the recipe with the generation, the change and the format that the options name} */
    public Recipe inGeneration(Recipe other) throws Failure {
        return data.withFormat(data.inGeneration(other));
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

    /**
     * {@return a recipe with only size, seed and stream id}
     *
     * @param output its capacity, if fixed, is the default of the size
     * @param option the option that determines the rest of the content, and excludes the other options for content
     * @param reason why it excludes them
     */
    public Recipe identity(Endpoint output, String option, String reason) throws Failure {
        requireNoneOf(namesExcept("--size", "--seed", "--stream"), option, reason);
        Recipe.Builder builder = Recipe.builder().sizeBytes(sizeOr(output));
        data.setIdentity(builder);
        return builder.build();
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
        return recipe != null || data.hasSeed();
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

    /** {@return the options that are given, except these, the generation and the format} */
    private List<String> namesExcept(String... allowed) {
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        options.put("--recipe", recipe);
        options.put("--size", size);
        options.putAll(data.values());
        options.values().removeIf(value -> value == null);
        options.keySet().removeAll(List.of(allowed));
        options.keySet().removeAll(List.of("--generation", "--change"));
        options.keySet().removeAll(List.of(FormatOptions.NAMES));
        return new ArrayList<>(options.keySet());
    }
}
