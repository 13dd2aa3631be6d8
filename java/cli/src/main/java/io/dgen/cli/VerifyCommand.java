package io.dgen.cli;

import io.dgen.DataStream;
import io.dgen.Recipe;
import io.dgen.Verification;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Inputs;
import io.dgen.cli.io.Source;
import io.dgen.cli.io.Stdio;
import io.dgen.cli.io.Target;
import io.dgen.cli.option.ContentOptions;
import io.dgen.cli.option.HelpOption;
import io.dgen.cli.option.RangeOptions;
import io.dgen.cli.option.RunOptions;
import io.dgen.cli.pipeline.ChunkRing;
import io.dgen.cli.pipeline.Interruption;
import io.dgen.cli.pipeline.Progress;
import io.dgen.cli.pipeline.Range;
import io.dgen.cli.pipeline.ReadPipeline;
import io.dgen.cli.report.VerifyReport;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks what was read back. */
@Command(
        name = "verify",
        sortOptions = false,
        description = "Check that a file, a block device or standard input holds what the recipe says.",
        footer = {
            "",
            "With --offset and --length, INPUT holds just that range of the stream, from its own start.",
            "Offsets that are reported are positions in INPUT.",
            "A shorter or longer INPUT is different; what there is of it is checked. A block device may be longer.",
            "",
            "Example: dgen verify --recipe dgen1:seed=7,size=10GiB,dedup=2.5 data.bin"
        })
final class VerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "INPUT", description = "A file, a block device, a FIFO, or - for standard input.")
    private String input = "";

    @Mixin
    private final ContentOptions contentOptions = new ContentOptions();

    @Mixin
    private final RangeOptions rangeOptions = new RangeOptions();

    @Mixin
    private final RunOptions runOptions = new RunOptions();

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    private final Stdio stdio;

    VerifyCommand(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public Integer call() throws Failure {
        Target target = Target.input(input);
        Inputs.check(target, runOptions.direct);
        Recipe recipe = contentOptions.toRecipe(target, true);
        Range range = rangeOptions.toRange(recipe.sizeBytes());
        long directBlockBytes = runOptions.directBlockBytes(target);
        DataStream stream = runOptions.toStream(recipe);
        ReadPipeline.Result result;
        try (ChunkRing ring = new ChunkRing(
                runOptions.chunkSize,
                range.length(),
                directBlockBytes,
                stream.config().bufferPolicy())) {
            Source source = Inputs.open(target, directBlockBytes, stdio);
            try (Interruption interruption = new Interruption(() -> printStuck(target))) {
                result = read(stream, range, ring, source, target, interruption);
            }
        }
        new VerifyReport(target, stream, range, result).print(stdio.out(), runOptions.json);
        return result.verification().isOk() ? ExitStatus.OK : ExitStatus.DIFFERENT;
    }

    private ReadPipeline.Result read(
            DataStream stream, Range range, ChunkRing ring, Source source, Target target, Interruption interruption)
            throws Failure {
        ReadPipeline pipeline = new ReadPipeline(stream, range);
        try (source;
                Progress progress = Progress.of("verify", range.length(), !runOptions.noProgress, stdio)) {
            return pipeline.run(ring, source, progress);
        } catch (IOException | InterruptedException | CancellationException e) {
            boolean isInterrupted = interruption.isCauseOf(e);
            // At once: when the interruption is closed, the process ends.
            stdio.message((isInterrupted ? "interrupted" : target.name() + ": " + Failure.reason(e)) + ": "
                    + whatWasFound(pipeline.found(), range));
            throw Failure.silent(isInterrupted ? ExitStatus.INTERRUPTED : ExitStatus.IO);
        }
    }

    private void printStuck(Target target) {
        stdio.message("interrupted: " + target.name() + " does not answer");
    }

    private static String whatWasFound(Verification found, Range range) {
        String wrong = found.wrongBytes() == 0
                ? "none"
                : found.wrongBytes() + ", the first at offset " + (found.firstWrongOffset() - range.offset());
        return found.checkedBytes() + " of " + range.length() + " bytes were checked; wrong: " + wrong;
    }
}
