package io.dgen.cli;

import io.dgen.DataStream;
import io.dgen.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "A failed or interrupted run leaves what it has written.",
            "With - as OUTPUT, everything but the data goes to standard error.",
            "",
            "Example: dgen generate --size 10GiB --dedup 2.5 data.bin"
        })
final class GenerateCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "OUTPUT",
            description = "A file; a block device (with --force); a FIFO or /dev/null; - for standard output.")
    private String output = "";

    @Mixin
    private final ContentOptions contentOptions = new ContentOptions();

    @Mixin
    private final RangeOptions rangeOptions = new RangeOptions();

    @Mixin
    private final RunOptions runOptions = new RunOptions();

    @Mixin
    private final WriteOptions writeOptions = new WriteOptions();

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    private final Stdio stdio;

    GenerateCommand(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public Integer call() throws Failure {
        Target target = Target.output(output);
        Outputs.check(target, runOptions.direct, writeOptions, stdio);
        Recipe recipe = contentOptions.toRecipe(target, false);
        Range range = rangeOptions.toRange(recipe.sizeBytes());
        checkCapacity(target, range);
        long directBlockBytes = runOptions.directBlockBytes(target);
        DataStream stream = runOptions.toStream(recipe, stdio);
        WritePipeline.Result result;
        try (ChunkRing ring = new ChunkRing(runOptions.chunkSize, range.length(), directBlockBytes);
                Sink sink = Outputs.open(target, directBlockBytes, stdio)) {
            result = write(stream, range, ring, sink, target);
        } catch (IOException e) {
            throw Failure.io(target.name(), e);
        }
        new GenerateReport(target, stream, range, result)
                .print(target.isStandard() ? stdio.err() : stdio.out(), runOptions.json);
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

    private WritePipeline.Result write(DataStream stream, Range range, ChunkRing ring, Sink sink, Target target)
            throws Failure {
        try (Interruption interruption = new Interruption()) {
            try (Progress progress = Progress.of("generate", range.length(), !runOptions.noProgress, stdio)) {
                return WritePipeline.run(stream, range, ring, sink, writeOptions.fsync, progress);
            } catch (IOException | InterruptedException | CancellationException e) {
                if (interruption.isCauseOf(e)) {
                    stdio.message("interrupted: " + whatIsThere(target, sink, range));
                    throw Failure.silent(ExitStatus.INTERRUPTED);
                }
                if (e instanceof IOException io) {
                    if (sink instanceof StreamSink streamSink && streamSink.isClosedPipe(io)) {
                        throw Failure.silent(ExitStatus.CLOSED_PIPE);
                    }
                    throw Failure.io(
                            target.name() + ": " + Failure.reason(io) + ": " + whatIsThere(target, sink, range));
                }
                throw new IllegalStateException(e);
            }
        }
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
