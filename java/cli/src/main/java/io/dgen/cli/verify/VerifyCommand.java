// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.verify;

import io.dgen.DataStream;
import io.dgen.Explainer;
import io.dgen.Recipe;
import io.dgen.Verification;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.explain.ExplainOptions;
import io.dgen.cli.explain.Explanation;
import io.dgen.cli.io.Endpoints;
import io.dgen.cli.io.Input;
import io.dgen.cli.io.ObjectInput;
import io.dgen.cli.io.Source;
import io.dgen.cli.io.Stores;
import io.dgen.cli.option.ContentOptions;
import io.dgen.cli.option.Converters;
import io.dgen.cli.option.FileRangeOptions;
import io.dgen.cli.option.HelpOption;
import io.dgen.cli.option.IoFailures;
import io.dgen.cli.option.RunOptions;
import io.dgen.cli.option.StoreOption;
import io.dgen.cli.option.TextFile;
import io.dgen.cli.pipeline.ChunkWorkers;
import io.dgen.cli.pipeline.Comparison;
import io.dgen.cli.pipeline.Parallelism;
import io.dgen.cli.pipeline.ReadPipeline;
import io.dgen.cli.pipeline.SingleThreaded;
import io.dgen.cli.pipeline.StreamRange;
import io.dgen.cli.pipeline.Timing;
import io.dgen.cli.report.Text;
import io.dgen.cli.terminal.Interruption;
import io.dgen.cli.terminal.Progress;
import io.dgen.cli.terminal.Stdio;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares an input with a stream, or a range of it. */
@Command(
        name = "verify",
        sortOptions = false,
        description = "Check that a file, a block device or standard input holds the data of a recipe.",
        footer = {
            "",
            "With --offset and --length, INPUT holds only that range of the stream, from",
            "its own start, or, with --in-place, at its own position. Reported offsets are",
            "positions in INPUT. If INPUT has another length, it is reported as different,",
            "and checked to its end; only a block device may be longer, and, with",
            "--in-place, a file.",
            "",
            "Example: dgen verify --recipe dgen1:seed=7,size=10GiB,dedup=2.5 data.bin"
        })
public final class VerifyCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "INPUT",
            description = "A file, a block device, a FIFO, an object s3://BUCKET/KEY, or - for standard input.")
    private String inputName = "";

    @Mixin
    private final ContentOptions contentOptions = new ContentOptions();

    @Mixin
    private final FileRangeOptions rangeOptions = new FileRangeOptions();

    @Mixin
    private final RunOptions runOptions = new RunOptions();

    @Option(
            names = "--readers",
            paramLabel = "N",
            converter = Converters.OfReaders.class,
            description = "Largest number of threads that read at the same time, 1 to 1024. Default: one per CPU, with"
                    + " --direct two per CPU and at least 4; 1 for pipes and character devices, which permit no more.")
    private @Nullable Integer readers;

    @Option(names = "--fail-fast", description = "Stop at the first wrong byte, and leave the rest unchecked.")
    private boolean failFast;

    @Option(names = "--keep-going", description = "Compare all bytes. Default.")
    private boolean keepGoing;

    @Mixin
    private final StoreOption storeOption = new StoreOption();

    @Option(
            names = "--no-read",
            description = "For an object: compare the size and the checksum that the store states, without reading"
                    + " the data.")
    private boolean noRead;

    @Mixin
    private final ExplainOptions explainOptions = new ExplainOptions();

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    private final Stdio stdio;

    public VerifyCommand(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public Integer call() throws Failure {
        Failure.unless(!(failFast && keepGoing), "--fail-fast and --keep-going exclude each other");
        Input input = input();
        TextFile rangesFile = explainOptions.toRangesFile(input);
        Recipe recipe = contentOptions.existingRecipe(input);
        DataStream stream = runOptions.toStream(recipe);
        StreamRange range = rangeOptions.toRange(stream.totalSize());
        requireBytes(stream, range);
        checkMedium(input);
        long directBlockBytes = runOptions.directBlockBytes(input);
        FileRangeOptions.checkDirect(range, directBlockBytes);
        if (noRead) {
            return checkStored(input, stream, range);
        }
        DataStream alone = SingleThreaded.of(stream);
        Explainer explainer = explainOptions.toExplainer(alone);
        Comparison comparison = new Comparison(explainer == null ? alone::verify : explainer::verify, range, failFast);
        Parallelism parallelism = runOptions.toParallelism(stream, input, "readers", readers);
        Outcome outcome;
        try (ChunkWorkers workers =
                runOptions.toWorkers(range, stream, input, parallelism, directBlockBytes, () -> {})) {
            Source source = IoFailures.translate(input.name(), () -> open(input, range, directBlockBytes));
            try (Interruption interruption = new Interruption(stdio, input.name(), () -> {})) {
                outcome = read(comparison, explainer, range, workers, source, interruption);
            }
        }
        VerifyReport report = new VerifyReport(
                input,
                stream,
                range,
                contentOptions.isSizeFromDevice(),
                outcome.result,
                outcome.timing,
                outcome.explanation);
        report.print(stdio.out(), runOptions.isJson());
        if (rangesFile != null) {
            rangesFile.write(report.rangesAsJsonLines());
        }
        return status(input, range, outcome.result);
    }

    /** Differences are known only of bytes that could be read. */
    private static int status(Input input, StreamRange range, Comparison.Result result) throws Failure {
        if (!result.isRightWhereReadable()) {
            return ExitStatus.DIFFERENT;
        }
        if (!result.unreadable().isEmpty()) {
            throw Failure.io(input.name() + ": " + Text.bytes(result.unreadableBytes())
                    + " cannot be read, the first at offset "
                    + (range.start() + result.unreadable().getFirst().offset()) + "; the others are right");
        }
        return ExitStatus.OK;
    }

    private Input input() throws Failure {
        if (Stores.isAddress(inputName)) {
            Input object = new ObjectInput(inputName, storeOption.object(inputName, readers));
            checkOptions(object);
            return object;
        }
        Input input = IoFailures.translate(inputName, () -> {
            Input named = Endpoints.input(inputName, stdio);
            named.check();
            return named;
        });
        storeOption.requireNone(inputName);
        Failure.unless(!noRead, "--no-read: expected an address such as s3://bucket/key, not " + inputName);
        checkOptions(input);
        return input;
    }

    private void checkOptions(Input input) throws Failure {
        if (runOptions.isDirect() && !input.hasPageCache()) {
            throw Failure.usage("--direct: expected INPUT to be a file or a block device, not " + input.name());
        }
        rangeOptions.check("INPUT", input);
    }

    private int checkStored(Input input, DataStream stream, StreamRange range) throws Failure {
        StoredCheck check;
        try (Interruption interruption = new Interruption(stdio, input.name(), () -> {})) {
            try {
                check = StoredCheck.of((ObjectInput) input, stream, range);
            } catch (IOException | CancellationException e) {
                throw interruption.report(e, "");
            }
        }
        check.print(stdio.out(), runOptions.isJson());
        return check.isOk() ? ExitStatus.OK : ExitStatus.DIFFERENT;
    }

    private static Source open(Input input, StreamRange range, long directBlockBytes) throws IOException {
        return range.isInPlace() ? input.openInPlace(directBlockBytes, range.start()) : input.open(directBlockBytes);
    }

    /** A comparison of nothing would find no difference. */
    private static void requireBytes(DataStream stream, StreamRange range) throws Failure {
        if (range.length() == 0) {
            throw Failure.usage(
                    stream.totalSize() == 0
                            ? "nothing to compare: the stream has 0 bytes"
                            : "nothing to compare: the range at offset " + range.offset()
                                    + " of the stream has 0 bytes");
        }
    }

    /** A device without a medium fails here, before its missing bytes are reported as a difference. */
    private static void checkMedium(Input input) throws Failure {
        OptionalLong ignored = IoFailures.translate(input.name(), input::fixedBytes);
    }

    private record Outcome(
            Comparison.Result result,
            Timing timing,
            @Nullable Explanation explanation) {}

    private Outcome read(
            Comparison comparison,
            @Nullable Explainer explainer,
            StreamRange range,
            ChunkWorkers workers,
            Source source,
            Interruption interruption)
            throws Failure {
        try (source;
                Progress progress = runOptions.progress("verify", range.length(), stdio)) {
            Timing timing = new ReadPipeline(comparison).run(workers, source, progress);
            Comparison.Result result = comparison.result(source);
            return new Outcome(result, timing, explainer == null ? null : Explanation.of(explainer, range, result));
        } catch (IOException | InterruptedException | CancellationException e) {
            throw interruption.report(e, state(comparison.found(), range));
        }
    }

    private static String state(Verification found, StreamRange range) {
        String wrong = found.wrongBytes() == 0
                ? "none"
                : found.wrongBytes() + ", the first at offset " + range.position(found.firstWrongOffset());
        return found.checkedBytes() + " of " + range.length() + " bytes were checked; wrong: " + wrong;
    }
}
