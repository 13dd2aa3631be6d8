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
import io.dgen.cli.io.Input;
import io.dgen.cli.io.KeepingSink;
import io.dgen.cli.io.ObjectOutput;
import io.dgen.cli.io.Output;
import io.dgen.cli.io.Sink;
import io.dgen.cli.io.Source;
import io.dgen.cli.io.Stores;
import io.dgen.cli.io.UnsuitableException;
import io.dgen.cli.option.ContentOptions;
import io.dgen.cli.option.Converters;
import io.dgen.cli.option.FileRangeOptions;
import io.dgen.cli.option.HelpOption;
import io.dgen.cli.option.IoFailures;
import io.dgen.cli.option.RunOptions;
import io.dgen.cli.option.UploadOptions;
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
            "With --offset and --length, OUTPUT holds only that range, from its own start,",
            "or, with --in-place, at its own position.",
            "A failed or interrupted run keeps the data that it wrote, and prints its recipe.",
            "With this recipe, --resume completes the file.",
            "With - as OUTPUT, all text goes to standard error.",
            "",
            "Example: dgen generate --size 10GiB --dedup 2.5 data.bin",
            "         dgen analyze --save profile.json /srv/data",
            "         dgen generate --size 10GiB --like profile.json data.bin"
        })
public final class GenerateCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "OUTPUT",
            description = "A file; a block device (with --force); a FIFO or /dev/null; an object s3://BUCKET/KEY; - for"
                    + " standard output.")
    private String outputName = "";

    @Mixin
    private final ContentOptions contentOptions = new ContentOptions();

    @Mixin
    private final LikeOption likeOption = new LikeOption();

    @Mixin
    private final FileRangeOptions rangeOptions = new FileRangeOptions();

    @Mixin
    private final RunOptions runOptions = new RunOptions();

    @Option(
            names = "--writers",
            paramLabel = "N",
            converter = Converters.OfWriters.class,
            description = "Largest number of threads that write at the same time, 1 to 1024. Default: one per CPU, with"
                    + " --direct two per CPU and at least 4; 1 for pipes and for character devices other than"
                    + " /dev/null, which take no more; 16 requests to an object store.")
    private @Nullable Integer writers;

    @Option(names = "--fsync", description = "Wait until the data is on the device. Default for block devices.")
    private boolean fsync;

    @Option(
            names = "--no-fsync",
            description = "Do not wait, also for a block device: an error of the device may remain unnoticed.")
    private boolean noFsync;

    @Option(
            names = "--force",
            description =
                    "Replace the contents of a file or object; overwrite a block device, also with --in-place and --resume.")
    private boolean force;

    @Option(
            names = "--resume",
            description =
                    "Complete a file that an interrupted run of the same recipe has left: compare what it has, and"
                            + " write what is missing. A missing file is created.")
    private boolean resume;

    @Option(
            names = "--since",
            paramLabel = "G",
            converter = Converters.OfGeneration.class,
            description = "With --in-place: write only what has changed since generation G, which the file has.")
    private @Nullable Integer since;

    @Mixin
    private final UploadOptions uploadOptions = new UploadOptions();

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    private final Stdio stdio;

    public GenerateCommand(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public Integer call() throws Failure {
        Output output = output();
        check(output);
        Completion completion = completion(output);
        Recipe recipe = likeOption.toRecipe(contentOptions, output, stdio);
        checkSince(recipe);
        DataStream stream = runOptions.toStream(recipe);
        StreamRange range = rangeOptions.toRange(stream.totalSize());
        checkCapacity(output, range);
        long directBlockBytes = runOptions.directBlockBytes(output);
        FileRangeOptions.checkDirect(range, directBlockBytes);
        Parallelism parallelism = runOptions.toParallelism(stream, output, "writers", writers);
        WritePipeline pipeline = new WritePipeline(stream, range, completion);
        if (output instanceof ObjectOutput object) {
            ObjectUpload upload = new ObjectUpload(runOptions, stdio, () -> printRecipe(stream));
            report(new GenerateReport(
                    output,
                    pipeline,
                    AchievedRatios.of(stream, range),
                    predicted(recipe),
                    null,
                    upload.run(object, pipeline)));
            return ExitStatus.OK;
        }
        try (ChunkWorkers workers =
                runOptions.toWorkers(range, stream, output, parallelism, directBlockBytes, () -> printRecipe(stream))) {
            Sink sink = IoFailures.translate(output.name(), () -> open(output, stream, range, directBlockBytes));
            // From here on the output may contain data with a random seed. Each early end prints the recipe, because
            // otherwise the seed is lost.
            try (Interruption interruption = new Interruption(stdio, output.name(), () -> printRecipe(stream))) {
                WritePipeline.Result result = write(pipeline, workers, sink, interruption);
                Long keptBytes = sink instanceof KeepingSink keeping ? keeping.keptBytes() : null;
                report(new GenerateReport(
                        output, pipeline, AchievedRatios.of(stream, range), predicted(recipe), keptBytes, result));
            }
        }
        return ExitStatus.OK;
    }

    private Output output() throws Failure {
        if (Stores.isAddress(outputName)) {
            return new ObjectOutput(outputName, uploadOptions.object(outputName, runOptions, writers));
        }
        uploadOptions.requireNone(outputName);
        return IoFailures.translate(outputName, () -> Endpoints.output(outputName, stdio));
    }

    private Sink open(Output output, DataStream stream, StreamRange range, long directBlockBytes) throws IOException {
        if (resume) {
            Input existing = Endpoints.input(outputName, stdio);
            return new Resumption(stream, range, directBlockBytes).open(output, existing);
        }
        if (!range.isInPlace()) {
            return output.open(directBlockBytes);
        }
        if (since == null) {
            return output.openInPlace(directBlockBytes, range.start());
        }
        requireEarlierGeneration(range);
        return new ChangesSink(
                output.openInPlace(directBlockBytes, range.start()), stream.recipe(), since, range.offset());
    }

    /** Its bytes are not compared: verify does that. */
    private void requireEarlierGeneration(StreamRange range) throws IOException {
        long end = range.start() + range.length();
        try (Source existing = Endpoints.input(outputName, stdio).open(0)) {
            if (range.length() > 0 && existing.excess(end - 1) == 0) {
                throw new UnsuitableException(outputName + " has less than " + end
                        + " bytes: --since expects a file with generation " + since);
            }
        }
    }

    private void checkSince(Recipe recipe) throws Failure {
        if (since != null) {
            Failure.unless(
                    recipe.format().isNone(),
                    "--since: expected a recipe without format, not "
                            + recipe.format().name() + ", of which checksums change, too");
            int number = recipe.generation().number();
            Failure.unless(
                    since < number,
                    "--since " + since + ": expected less than " + number + ", the generation of the recipe");
        }
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
        requireNot(resume && !output.hasPageCache(), "--resume", output);
        rangeOptions.check("OUTPUT", output);
        Failure.unless(
                since == null || rangeOptions.isInPlace() && !resume, "--since requires --in-place, without --resume");
        Failure.unless(
                !resume || contentOptions.isKnown(),
                "--resume: --recipe or --seed is required: without it the data of the interrupted run is unknown");
        try {
            if (!force) {
                output.checkHarmless(resume || rangeOptions.isInPlace());
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
        long end = range.start() + range.length();
        if (capacity.isPresent() && end > capacity.getAsLong()) {
            throw Failure.usage("size " + end + ": expected at most " + capacity.getAsLong()
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
            throw interruption.report(
                    e, sink.written().text(bytes, pipeline.range().start()));
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
