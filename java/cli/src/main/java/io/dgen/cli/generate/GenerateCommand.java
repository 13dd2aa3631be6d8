// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.generate;

import io.dgen.DataStream;
import io.dgen.Preset;
import io.dgen.Recipe;
import io.dgen.StorageSystem;
import io.dgen.SystemRatios;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Endpoints;
import io.dgen.cli.io.Output;
import io.dgen.cli.io.Sink;
import io.dgen.cli.option.ContentOptions;
import io.dgen.cli.option.Converters;
import io.dgen.cli.option.HelpOption;
import io.dgen.cli.option.IoFailures;
import io.dgen.cli.option.RangeOptions;
import io.dgen.cli.option.RunOptions;
import io.dgen.cli.pipeline.ChunkWorkers;
import io.dgen.cli.pipeline.Completion;
import io.dgen.cli.pipeline.Parallelism;
import io.dgen.cli.pipeline.StreamRange;
import io.dgen.cli.pipeline.WritePipeline;
import io.dgen.cli.terminal.Interruption;
import io.dgen.cli.terminal.Progress;
import io.dgen.cli.terminal.Stdio;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a stream, or a range of it. */
@Command(
        name = "generate",
        sortOptions = false,
        description = "Write data to a file, a block device or standard output, and print its recipe for verify.",
        footer = {
            "",
            "With --offset and --length, OUTPUT holds only that range, from its own start.",
            "A failed or interrupted run keeps the data that it wrote, and prints its recipe.",
            "With - as OUTPUT, all text goes to standard error.",
            "",
            "Example: dgen generate --size 10GiB --dedup 2.5 data.bin",
            "         dgen analyze --save profile.json /srv/data",
            "         dgen generate --size 10GiB --like profile.json data.bin"
        })
public final class GenerateCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "OUTPUT",
            description = "A file; a block device (with --force); a FIFO or /dev/null; - for standard output.")
    private String outputName = "";

    @Mixin
    private final ContentOptions contentOptions = new ContentOptions();

    @Mixin
    private final LikeOption likeOption = new LikeOption();

    @Mixin
    private final RangeOptions rangeOptions = new RangeOptions();

    @Mixin
    private final RunOptions runOptions = new RunOptions();

    @Option(
            names = "--writers",
            paramLabel = "N",
            converter = Converters.OfWriters.class,
            description = "Largest number of threads that write at the same time, 1 to 1024. Default: one per CPU, with"
                    + " --direct two per CPU and at least 4; 1 for pipes and for character devices other than"
                    + " /dev/null, which take no more.")
    private @Nullable Integer writers;

    @Option(names = "--fsync", description = "Wait until the data is on the device. Default for block devices.")
    private boolean fsync;

    @Option(
            names = "--no-fsync",
            description = "Do not wait, also for a block device: an error of the device may remain unnoticed.")
    private boolean noFsync;

    @Option(names = "--force", description = "Replace the contents of a file; overwrite a block device.")
    private boolean force;

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    private final Stdio stdio;

    public GenerateCommand(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public Integer call() throws Failure {
        Output output = IoFailures.translate(outputName, () -> Endpoints.output(outputName, stdio));
        check(output);
        Completion completion = completion(output);
        Recipe recipe = likeOption.toRecipe(contentOptions, output, stdio);
        StreamRange range = rangeOptions.toRange(recipe.sizeBytes());
        checkCapacity(output, range);
        long directBlockBytes = runOptions.directBlockBytes(output);
        DataStream stream = runOptions.toStream(recipe);
        Parallelism parallelism = runOptions.toParallelism(stream, output, "writers", writers);
        WritePipeline pipeline = new WritePipeline(stream, range, completion);
        try (ChunkWorkers workers =
                runOptions.toWorkers(range, stream, parallelism, directBlockBytes, () -> printRecipe(stream))) {
            Sink sink = IoFailures.translate(output.name(), () -> output.open(directBlockBytes));
            // From here on the output may contain data with a random seed. Each early end prints the recipe, because
            // otherwise the seed is lost.
            try (Interruption interruption = new Interruption(stdio, output.name(), () -> printRecipe(stream))) {
                WritePipeline.Result result = write(pipeline, workers, sink, interruption);
                report(new GenerateReport(
                        output, pipeline, AchievedRatios.of(recipe, range), predicted(recipe), result));
            }
        }
        return ExitStatus.OK;
    }

    /** What the system of the preset finds; only JSON has it. */
    private List<SystemRatios> predicted(Recipe recipe) {
        Preset preset = contentOptions.preset();
        return preset == null || !runOptions.isJson()
                ? List.of()
                : List.of(recipe.predictedRatios().on(StorageSystem.of(preset), 0));
    }

    private void check(Output output) throws Failure {
        requireNot(runOptions.isDirect() && !output.hasPageCache(), "--direct", output);
        requireNot(fsync && !output.canSync(), "--fsync", output);
        try {
            if (!force) {
                output.checkHarmless();
            }
            output.check();
        } catch (IOException e) {
            throw IoFailures.of(output.name(), e);
        }
    }

    /** A block device reports a failed write only when it is synced, and has no other moment to report it. */
    private Completion completion(Output output) throws Failure {
        if (fsync && noFsync) {
            throw Failure.usage("--fsync and --no-fsync exclude each other");
        }
        return fsync || output.isBlockDevice() && !noFsync ? Completion.ON_DEVICE : Completion.ACCEPTED;
    }

    private static void requireNot(boolean isGiven, String option, Output output) throws Failure {
        if (isGiven) {
            throw Failure.usage(option + ": expected OUTPUT to be a file or a block device, not " + output.name());
        }
    }

    private static void checkCapacity(Output output, StreamRange range) throws Failure {
        OptionalLong capacity = IoFailures.translate(output.name(), output::fixedBytes);
        if (capacity.isPresent() && range.length() > capacity.getAsLong()) {
            throw Failure.usage("size " + range.length() + ": expected at most " + capacity.getAsLong()
                    + " bytes, the capacity of " + output.name());
        }
    }

    private WritePipeline.Result write(
            WritePipeline pipeline, ChunkWorkers workers, Sink sink, Interruption interruption) throws Failure {
        long bytes = pipeline.range().length();
        try (sink;
                Progress progress = runOptions.progress("generate", bytes, stdio)) {
            return pipeline.run(workers, sink, progress);
        } catch (IOException | InterruptedException | CancellationException e) {
            if (!Interruption.isCauseOf(e) && e instanceof IOException io && sink.isClosedPipe(io)) {
                throw Failure.silent(ExitStatus.CLOSED_PIPE);
            }
            throw interruption.report(e, sink.written().text(bytes));
        } catch (RuntimeException | Error e) {
            printRecipe(pipeline.stream());
            throw e;
        }
    }

    private void report(GenerateReport report) {
        PrintStream out = report.output().isStandardStream() ? stdio.err() : stdio.out();
        report.print(out, runOptions.isJson());
        // The JSON object has the notes, too; with --like, the profile has the requested ratios.
        if (!(report.output().isStandardStream() && runOptions.isJson()) && !likeOption.isGiven()) {
            report.ratios().notes().forEach(note -> stdio.message("note: " + note));
        }
        if (out.checkError() && !stdio.outIsPipe()) {
            printRecipe(report.pipeline().stream()); // the data was written, but the report was not printed
        }
    }

    private void printRecipe(DataStream stream) {
        stdio.message("recipe " + stream.recipe());
    }
}
