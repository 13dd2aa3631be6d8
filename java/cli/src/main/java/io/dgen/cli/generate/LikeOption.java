// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.generate;

import io.dgen.ByteSize;
import io.dgen.Recipe;
import io.dgen.analyze.Codec;
import io.dgen.analyze.DedupDifference;
import io.dgen.analyze.FittedRecipe;
import io.dgen.analyze.Profile;
import io.dgen.analyze.RatioDifference;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Endpoint;
import io.dgen.cli.option.ContentOptions;
import io.dgen.cli.option.IoFailures;
import io.dgen.cli.option.TextFile;
import io.dgen.cli.terminal.Stdio;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --like}: content with the ratios of data that was analyzed. */
final class LikeOption {
    /** Relative difference between the wanted and the reached ratio above which a message is printed. */
    private static final double NOTABLE_DIFFERENCE = 0.01;

    /** The same for compressors and block sizes that the recipe is not fitted to. */
    private static final double LARGE_DIFFERENCE = 0.1;

    @Option(
            names = "--like",
            paramLabel = "FILE",
            description = "A profile that analyze --save wrote: generate data with the same deduplication ratio and the"
                    + " same LZ4 and zstd ratios. Replaces all options for content except --size, --seed,"
                    + " --stream, --generation and --change.")
    private @Nullable String file;

    /** {@return the recipe that the options describe} Prints a message for each ratio that cannot be reached. */
    Recipe toRecipe(ContentOptions content, Endpoint output, Stdio stdio) throws Failure {
        if (file == null) {
            return content.newRecipe(output);
        }
        Profile profile = profile(file);
        requireOther(file, output);
        Recipe identity = content.identity(output, "--like", "the profile determines the content");
        FittedRecipe fitted = profile.fit(identity.seed(), identity.streamId(), identity.sizeBytes());
        if (fitted.recipe().sizeBytes() > 0) {
            report("dedup", profile.dedupRatio(), fitted.dedupRatio(), stdio);
            profile.compression()
                    .forEach((codec, c) ->
                            report(codec, c.ratio(), fitted.compressionRatios().getOrDefault(codec, c.ratio()), stdio));
            reportDedup(profile, fitted.recipe(), stdio);
            reportDifferences(profile, fitted.recipe(), stdio);
        }
        return content.inGeneration(fitted.recipe());
    }

    /** The output would replace the profile. */
    private static void requireOther(String file, Endpoint output) throws Failure {
        Path other = Path.of(output.name());
        if (!output.isStandardStream() && Files.exists(other)) {
            boolean isSame = IoFailures.translate(file, () -> Files.isSameFile(Path.of(file), other));
            if (isSame) {
                throw Failure.usage("--like: " + file + " is also the output: expected another file");
            }
        }
    }

    boolean isGiven() {
        return file != null;
    }

    private static Profile profile(String file) throws Failure {
        String text = TextFile.read("--like", file);
        try {
            return Profile.parse(text);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--like: " + file + ": " + e.getMessage());
        }
    }

    /** Prints one message with the largest difference of fixed and of content-defined chunks. */
    private static void reportDedup(Profile profile, Recipe recipe, Stdio stdio) {
        Map<Boolean, DedupDifference> largest = new LinkedHashMap<>();
        for (DedupDifference d : profile.dedupDifferences(recipe)) {
            largest.merge(d.isContentDefined(), d, (a, b) -> Math.abs(a.change()) >= Math.abs(b.change()) ? a : b);
        }
        String text = largest.values().stream()
                .filter(d -> Math.abs(d.change()) > LARGE_DIFFERENCE)
                .map(d -> String.format(
                        Locale.ROOT,
                        "%s of %s: %.2f, in the profile %.2f",
                        d.isContentDefined() ? "content-defined chunks" : "units",
                        ByteSize.format(d.chunkBytes()),
                        d.reached(),
                        d.wanted()))
                .collect(Collectors.joining("; "));
        if (!text.isEmpty()) {
            stdio.message("--like: other dedup ratios differ from the profile: " + text);
        }
    }

    /** Prints one message with the largest difference of each compressor over all block sizes. */
    private static void reportDifferences(Profile profile, Recipe recipe, Stdio stdio) {
        Map<Codec, RatioDifference> largest = new LinkedHashMap<>();
        for (RatioDifference d : profile.differences(recipe)) {
            largest.merge(d.codec(), d, (a, b) -> Math.abs(a.change()) >= Math.abs(b.change()) ? a : b);
        }
        String text = largest.values().stream()
                .filter(d -> Math.abs(d.change()) > LARGE_DIFFERENCE)
                .map(d -> String.format(
                        Locale.ROOT, "%s %+.0f %% at %s", d.codec(), 100 * d.change(), ByteSize.format(d.blockBytes())))
                .collect(Collectors.joining(", "));
        if (!text.isEmpty()) {
            stdio.message("--like: compression ratios differ from the profile, by up to: " + text);
        }
    }

    private static void report(String name, double wanted, double reached, Stdio stdio) {
        if (Math.abs(reached / wanted - 1) > NOTABLE_DIFFERENCE) {
            stdio.message(String.format(
                    Locale.ROOT,
                    "--like: %s ratio %.2f of the profile cannot be reached: it will be %.2f",
                    name,
                    wanted,
                    reached));
        }
    }
}
