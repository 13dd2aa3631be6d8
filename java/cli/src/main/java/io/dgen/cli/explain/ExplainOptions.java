// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.explain;

import io.dgen.DataStream;
import io.dgen.Explainer;
import io.dgen.Recipe;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Input;
import io.dgen.cli.option.TextFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the causes of wrong bytes. */
public final class ExplainOptions {
    @Option(
            names = "--explain",
            paramLabel = "MODE",
            defaultValue = "quick",
            converter = ExplainMode.Converter.class,
            completionCandidates = ExplainMode.Converter.class,
            description = "Look for the causes of wrong bytes: ${COMPLETION-CANDIDATES}. quick takes at most 5 seconds"
                    + " of all threads together, and 5 more to search the stream. Default: ${DEFAULT-VALUE}.")
    private ExplainMode mode = ExplainMode.QUICK;

    @Option(
            names = "--also",
            paramLabel = "STREAMS",
            converter = OtherStreams.Converter.class,
            description = "Look for data of these streams, too: seed=N, stream=N, stream=N-M, or both with a comma. The"
                    + " next 8 stream ids on both sides are tried without this option. Can be repeated.")
    private List<OtherStreams> also = new ArrayList<>();

    @Option(
            names = "--ranges",
            paramLabel = "FILE",
            description = "Write all diagnoses to FILE, one JSON object per line.")
    private @Nullable String ranges;

    @Option(names = "--force", description = "Replace the file of --ranges if it exists.")
    private boolean force;

    /** {@return an explainer of the stream; null if no causes are looked for} */
    public @Nullable Explainer toExplainer(DataStream stream) throws Failure {
        Supplier<Explainer> explainers = toExplainers(stream, stream.recipe(), UnaryOperator.identity());
        return explainers == null ? null : explainers.get();
    }

    /**
     * {@return makes explainers of a stream; null if no causes are looked for}
     *
     * @param recipe that the streams of {@code --also} differ from
     * @param toOther makes the recipe to look for from the one that {@code --also} names
     */
    public @Nullable Supplier<Explainer> toExplainers(DataStream stream, Recipe recipe, UnaryOperator<Recipe> toOther)
            throws Failure {
        if (mode == ExplainMode.OFF) {
            Failure.unless(also.isEmpty(), "--also needs --explain=quick or full");
            Failure.unless(ranges == null, "--ranges needs --explain=quick or full");
            return null;
        }
        List<Recipe> named = also.stream()
                .flatMap(streams -> streams.recipes(recipe).stream())
                .toList();
        Explainer.Effort effort = mode == ExplainMode.FULL ? Explainer.Effort.FULL : Explainer.Effort.QUICK;
        Explainer ignored = Failure.translate("--also: ", () -> new Explainer(stream, named, effort));
        List<Recipe> others = named.stream().map(toOther).toList();
        return () -> new Explainer(stream, others, effort);
    }

    /** {@return the file of {@code --ranges}; null without this option} */
    @Nullable
    public TextFile toRangesFile(Input input) throws Failure {
        if (ranges == null) {
            return null;
        }
        TextFile file = TextFile.at("--ranges", ranges, force);
        try {
            if (!input.isStandardStream()) {
                file.checkDiffersFrom(Path.of(input.argument()), "INPUT");
            }
        } catch (InvalidPathException e) {
            throw Failure.usage("--ranges: " + e.getMessage());
        }
        return file;
    }
}
