// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.predict;

import io.dgen.PredictedRatios;
import io.dgen.Recipe;
import io.dgen.StorageSystem;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.option.ContentOptions;
import io.dgen.cli.option.Converters;
import io.dgen.cli.option.HelpOption;
import io.dgen.cli.terminal.Stdio;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what systems will find in a stream, without making its data. */
@Command(
        name = "predict",
        sortOptions = false,
        description = "Predict the deduplication and compression ratios that systems find in a stream, without making"
                + " its data.",
        footer = {
            "",
            "Example: dgen predict --size 1TiB --preset borg --dedup 2.5,hot=5%%@50%% --for borg",
            "         dgen predict --size 10GiB --dedup 2 --compress 3 --shift 512 --for zfs --for fixed@8KiB"
        })
public final class PredictCommand implements Callable<Integer> {
    @Mixin
    private final ContentOptions contentOptions = new ContentOptions();

    @Option(
            names = "--for",
            paramLabel = "SYSTEM",
            description = "A preset, such as zfs or borg; fixed@SIZE for units of a fixed size; or a chunker: casync,"
                    + " casync@SIZE, bup, zbackup, fastcdc@SIZE, gear@SIZE, borg@MIN,MAX,MASK,WINDOW. Can be given"
                    + " several times. Default: a list of systems.")
    private List<StorageSystem> systems = List.of();

    @Option(
            names = "--shift",
            paramLabel = "SIZE",
            converter = Converters.OfShift.class,
            description =
                    "The data starts that many bytes after the start of a block of the system, as in a tar archive"
                            + " or in an image: 0 to 1GiB. Default: 0.")
    private long shift;

    @Option(
            names = "--generations",
            paramLabel = "N",
            converter = Converters.OfGenerations.class,
            description =
                    "The system keeps N generations of the data, that of the recipe and those that follow it: 1 to"
                            + " 1000. Default: 1.")
    private int generations = 1;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    private final Stdio stdio;

    public PredictCommand(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public Integer call() throws Failure {
        Recipe recipe = contentOptions.newRecipe();
        Failure.unless(
                generations == 1 || recipe.generation().change() > 0,
                "--generations " + generations + ": expected --change: without it, there is one generation");
        PredictedRatios ratios = Failure.translate("", () -> recipe.predictedRatios(generations));
        List<StorageSystem> chosen = systems.isEmpty() ? StorageSystem.all() : systems;
        new PredictReport(
                        recipe,
                        shift,
                        generations,
                        chosen.stream().map(system -> ratios.on(system, shift)).toList())
                .print(stdio.out(), json);
        return ExitStatus.OK;
    }
}
