package io.dgen.cli;

import io.dgen.DataStream;
import io.dgen.Recipe;
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
        DataStream stream = runOptions.toStream(recipe, stdio);
        ReadPipeline.Result result;
        try (ChunkRing ring = new ChunkRing(runOptions.chunkSize, range.length(), directBlockBytes);
                Source source = Inputs.open(target, directBlockBytes, stdio)) {
            result = read(stream, range, ring, source, target);
        } catch (IOException e) {
            throw Failure.io(target.name(), e);
        }
        new VerifyReport(target, stream, range, result).print(stdio.out(), runOptions.json);
        return result.verification().isOk() ? ExitStatus.OK : ExitStatus.DIFFERENT;
    }

    private ReadPipeline.Result read(DataStream stream, Range range, ChunkRing ring, Source source, Target target)
            throws Failure {
        try (Interruption interruption = new Interruption()) {
            try (Progress progress = Progress.of("verify", range.length(), !runOptions.noProgress, stdio)) {
                return ReadPipeline.run(stream, range, ring, source, progress);
            } catch (IOException | InterruptedException | CancellationException e) {
                if (interruption.isCauseOf(e)) {
                    stdio.message("interrupted: " + target.name() + " was not checked to its end");
                    throw Failure.silent(ExitStatus.INTERRUPTED);
                }
                if (e instanceof IOException io) {
                    throw Failure.io(target.name(), io);
                }
                throw new IllegalStateException(e);
            }
        }
    }
}
