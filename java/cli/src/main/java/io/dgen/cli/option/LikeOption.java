package io.dgen.cli.option;

import io.dgen.Recipe;
import io.dgen.analyze.FittedRecipe;
import io.dgen.analyze.Profile;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Stdio;
import io.dgen.cli.io.Target;
import io.dgen.cli.io.TextFile;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Content that is like data that was analysed. */
public final class LikeOption {
    /** From here on, what is reached is not what the profile has, and worth a line. */
    private static final double FAR = 0.01;

    @Option(
            names = "--like",
            paramLabel = "FILE",
            description =
                    "A profile that analyze --save wrote: data of the same deduplication, and of the same ratios by"
                            + " LZ4 and zstd. Instead of all options for content but --size, --seed and --stream.")
    private @Nullable String file;

    /** What the options ask for; says on standard error what of the profile cannot be reached. */
    public Recipe toRecipe(ContentOptions content, Target target, Stdio stdio) throws Failure {
        if (file == null) {
            return content.toRecipe(target, false);
        }
        Profile profile = profile(file);
        FittedRecipe plan = content.toPlan(target, profile);
        if (plan.recipe().sizeBytes() > 0) {
            tell("dedup", profile.dedupRatio(), plan.dedupRatio(), stdio);
            profile.compression()
                    .forEach((codec, c) ->
                            tell(codec, c.ratio(), plan.compressionRatios().getOrDefault(codec, c.ratio()), stdio));
        }
        return plan.recipe();
    }

    private static Profile profile(String file) throws Failure {
        String text = TextFile.read("--like", file);
        try {
            return Profile.parse(text);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--like: " + file + ": " + e.getMessage());
        }
    }

    private static void tell(String what, double wanted, double reached, Stdio stdio) {
        if (Math.abs(reached / wanted - 1) > FAR) {
            stdio.message(String.format(
                    Locale.ROOT,
                    "--like: %s ratio %.2f of the profile cannot be reached: it will be %.2f",
                    what,
                    wanted,
                    reached));
        }
    }
}
