package io.dgen.cli;

import io.dgen.DataStream;
import io.dgen.Recipe;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.FileKind;
import io.dgen.cli.io.Outputs;
import io.dgen.cli.io.Sink;
import io.dgen.cli.io.Stdio;
import io.dgen.cli.io.Target;
import io.dgen.cli.option.ContentOptions;
import io.dgen.cli.option.HelpOption;
import io.dgen.cli.option.LikeOption;
import io.dgen.cli.option.RangeOptions;
import io.dgen.cli.option.RunOptions;
import io.dgen.cli.pipeline.ChunkRing;
import io.dgen.cli.pipeline.Interruption;
import io.dgen.cli.pipeline.Progress;
import io.dgen.cli.pipeline.Range;
import io.dgen.cli.pipeline.WritePipeline;
import io.dgen.cli.report.GenerateReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a stream, or a range of it. */
@Command(
        name = "generate",
        sortOptions = false,
        description =
                "Write data to a file, a block device or standard output, and print the recipe that verify takes.",
        footer = {
            "",
            "With --offset and --length, OUTPUT holds just that range, from its own start.",
            "A failed or interrupted run leaves what it has written, and prints its recipe.",
            "With - as OUTPUT, everything but the data goes to standard error.",
            "",
            "Example: dgen generate --size 10GiB --dedup 2.5 data.bin",
            "         dgen analyze --save profile.json /srv/data",
            "         dgen generate --size 10GiB --like profile.json data.bin"
        })
final class GenerateCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "OUTPUT",
            description = "A file; a block device (with --force); a FIFO or /dev/null; - for standard output.")
    private String output = "";

    @Mixin
    private final ContentOptions contentOptions = new ContentOptions();

    @Mixin
    private final LikeOption likeOption = new LikeOption();

    @Mixin
    private final RangeOptions rangeOptions = new RangeOptions();

    @Mixin
    private final RunOptions runOptions = new RunOptions();

    @Option(names = "--fsync", description = "Wait until the data is on the device.")
    private boolean fsync;

    @Option(names = "--force", description = "Replace a file's contents, overwrite a block device.")
    private boolean force;

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    private final Stdio stdio;

    GenerateCommand(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public Integer call() throws Failure {
        Target target = Target.output(output);
        Outputs.check(target, runOptions.direct, fsync, force, stdio);
        Recipe recipe = likeOption.toRecipe(contentOptions, target, stdio);
        Range range = rangeOptions.toRange(recipe.sizeBytes());
        checkCapacity(target, range);
        long directBlockBytes = runOptions.directBlockBytes(target);
        DataStream stream = runOptions.toStream(recipe);
        try (ChunkRing ring = new ChunkRing(
                runOptions.chunkSize,
                range.length(),
                directBlockBytes,
                stream.config().bufferPolicy())) {
            Sink sink = Outputs.open(target, directBlockBytes, stdio);
            // From here on there may be data whose random seed nobody knows: whatever ends this early prints the
            // recipe.
            try (Interruption interruption = new Interruption(() -> printStuck(stream, target))) {
                WritePipeline.Result result = write(stream, range, ring, sink, target, interruption);
                report(new GenerateReport(target, stream, range, result));
            }
        }
        return ExitStatus.OK;
    }

    private static void checkCapacity(Target target, Range range) throws Failure {
        if (target.kind() == FileKind.BLOCK_DEVICE) {
            long capacity = target.capacity();
            if (range.length() > capacity) {
                throw Failure.usage("size " + range.length() + ": expected at most " + capacity
                        + " bytes, the capacity of " + target.name());
            }
        }
    }

    private WritePipeline.Result write(
            DataStream stream, Range range, ChunkRing ring, Sink sink, Target target, Interruption interruption)
            throws Failure {
        try (sink;
                Progress progress = Progress.of("generate", range.length(), !runOptions.noProgress, stdio)) {
            return WritePipeline.run(stream, range, ring, sink, fsync, progress);
        } catch (IOException | InterruptedException | CancellationException e) {
            boolean isInterrupted = interruption.isCauseOf(e);
            if (!isInterrupted && e instanceof IOException io && sink.isClosedPipe(io)) {
                throw Failure.silent(ExitStatus.CLOSED_PIPE);
            }
            // At once: when the interruption is closed, the process ends.
            stdio.message((isInterrupted ? "interrupted" : target.name() + ": " + Failure.reason(e)) + ": "
                    + whatIsThere(target, sink, range));
            printRecipe(stream);
            throw Failure.silent(isInterrupted ? ExitStatus.INTERRUPTED : ExitStatus.IO);
        } catch (RuntimeException | Error e) {
            printRecipe(stream);
            throw e;
        }
    }

    private void report(GenerateReport report) {
        PrintStream out = report.target().isStandard() ? stdio.err() : stdio.out();
        report.print(out, runOptions.json);
        if (out.checkError() && !stdio.outIsPipe()) {
            printRecipe(report.stream()); // the data is there, and nobody has seen the report
        }
    }

    private void printRecipe(DataStream stream) {
        stdio.message("recipe " + stream.recipe());
    }

    private void printStuck(DataStream stream, Target target) {
        stdio.message("interrupted: " + target.name() + " does not answer");
        printRecipe(stream);
    }

    /** A file's own size is the truth: a write that an interrupt ends does not tell how far it came. */
    private static String whatIsThere(Target target, Sink sink, Range range) {
        long bytes = sink.written();
        if (target.kind() == FileKind.MISSING || target.kind() == FileKind.REGULAR) {
            try {
                bytes = Files.size(target.path());
            } catch (IOException e) {
                // removed by somebody: the count is what there is
            }
        }
        return bytes + " of " + range.length() + " bytes " + (target.isSeekable() ? "are on disk" : "were written");
    }
}
