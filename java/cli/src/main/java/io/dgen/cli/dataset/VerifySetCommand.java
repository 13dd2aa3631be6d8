// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.DataStream;
import io.dgen.Dataset;
import io.dgen.DatasetContent;
import io.dgen.Recipe;
import io.dgen.cli.dataset.FileChecking.Checker;
import io.dgen.cli.dataset.Finding.Kind;
import io.dgen.cli.dataset.PartOptions.Share;
import io.dgen.cli.dataset.SetComparison.FileDiagnosis;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.explain.ExplainOptions;
import io.dgen.cli.io.Input;
import io.dgen.cli.io.Stores;
import io.dgen.cli.option.Converters;
import io.dgen.cli.option.HelpOption;
import io.dgen.cli.option.RunOptions;
import io.dgen.cli.option.StoreOption;
import io.dgen.cli.option.TextFile;
import io.dgen.cli.pipeline.ChunkWorkers;
import io.dgen.cli.pipeline.Parallelism;
import io.dgen.cli.pipeline.SingleThreaded;
import io.dgen.cli.report.Text;
import io.dgen.cli.terminal.Interruption;
import io.dgen.cli.terminal.Progress;
import io.dgen.cli.terminal.Stdio;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares the files of a directory with a set. */
@Command(
        name = "verify",
        sortOptions = false,
        description =
                "Check that a directory or an object store holds the files of a set, and name each file that differs.",
        footer = {
            "",
            "The set is the one of the file .dgen-dataset in D, unless options name another",
            "one. Symbolic links in D are differences. With --part, part 0 also looks for files",
            "that are not of the set.",
            "",
            "Example: dgen dataset verify D",
            "         dgen dataset verify --sample 1%% D",
            "         dgen dataset verify --no-read s3://bucket/prefix"
        })
public final class VerifySetCommand implements Callable<Integer> {
    @Parameters(paramLabel = "D", description = "The directory, or s3://BUCKET/PREFIX.")
    private String name = "";

    @Mixin
    private final DatasetOptions datasetOptions = new DatasetOptions();

    @Mixin
    private final PartOptions partOptions = new PartOptions();

    @Option(
            names = "--sample",
            paramLabel = "PERCENT",
            converter = Converters.OfSample.class,
            description =
                    "Compare only this share of the bytes, such as 1%%, in random parts of 64 KiB. Names and sizes of"
                            + " all files are checked.")
    private double sample = 1;

    @Option(
            names = "--sample-seed",
            paramLabel = "N",
            converter = Converters.OfSeed.class,
            description = "Chooses the parts. Default: 0.")
    private long sampleSeed;

    @Option(
            names = "--readers",
            paramLabel = "N",
            converter = Converters.OfReaders.class,
            description = "Largest number of threads that read at the same time, 1 to 1024. Default: one per CPU, with"
                    + " --direct two per CPU and at least 4; 16 requests to an object store.")
    private @Nullable Integer readers;

    @Option(names = "--fail-fast", description = "Stop at the first difference, and leave the rest unchecked.")
    private boolean failFast;

    @Mixin
    private final StoreOption storeOption = new StoreOption();

    @Option(
            names = "--no-read",
            description = "For objects: compare the sizes and the checksums that the store states, without reading the"
                    + " data.")
    private boolean noRead;

    @Mixin
    private final ExplainOptions explainOptions = new ExplainOptions();

    @Mixin
    private final RunOptions runOptions = new RunOptions();

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    private final Stdio stdio;

    public VerifySetCommand(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public Integer call() throws Failure {
        try (SetPlace place = place()) {
            return verify(place);
        }
    }

    private SetPlace place() throws Failure {
        if (Stores.isAddress(name)) {
            Failure.unless(!runOptions.isDirect(), "--direct: expected a directory, not " + name);
            Failure.unless(!noRead || sample == 1, "--no-read and --sample exclude each other");
            return new SetObjects(name, storeOption.prefix(name, readers));
        }
        storeOption.requireNone(name);
        Failure.unless(!noRead, "--no-read: expected an address such as s3://bucket/prefix, not " + name);
        return SetDirectory.existing(name);
    }

    private int verify(SetPlace place) throws Failure {
        Input endpoint = place.endpoint(stdio);
        TextFile rangesFile = explainOptions.toRangesFile(endpoint);
        if (rangesFile != null && place instanceof SetDirectory directory) {
            rangesFile.checkOutside(directory.path());
        }
        Dataset dataset = datasetOptions.existing(place, sentence -> stdio.message("note: " + sentence));
        Share share = partOptions.toShare();
        Dataset.Part part = share.of(dataset);
        long directBlockBytes = runOptions.directBlockBytes(endpoint);
        DataStream stream = runOptions.toStream(dataset.body());
        Parallelism parallelism = runOptions.toParallelism(stream, endpoint, "readers", readers);
        DatasetContent content = new DatasetContent(dataset, (noRead ? stream : SingleThreaded.of(stream)).config());
        SetComparison comparison = comparison(content);
        Findings findings = new Findings(failFast);
        LongAdder checkedBytes = new LongAdder();
        long start = System.nanoTime();
        try (ChunkWorkers workers = noRead
                        ? RunOptions.toWorkersWithoutBuffers(stream, parallelism)
                        : runOptions.toWorkers(
                                RunOptions.ANY_LENGTH, stream, endpoint, parallelism, directBlockBytes, () -> {});
                Interruption interruption = new Interruption(stdio, name, () -> {})) {
            Checker checker = new Checker(
                    place,
                    comparison,
                    workers,
                    directBlockBytes,
                    new Sample(sample, sampleSeed),
                    !noRead,
                    findings,
                    checkedBytes);
            FileRun run = new FileRun(
                    dataset, part, checker.pieceBytes(), file -> new FileChecking(checker, file), findings::isEnough);
            ExtraFiles extra = check(run, endpoint.isRemote(), share, checker, interruption);
            Failure.unless(
                    checker.sample().isAll()
                            || checkedBytes.sum() > 0
                            || findings.total() > 0
                            || share.bytes(dataset) == 0,
                    "--sample " + BigDecimal.valueOf(100 * sample).toPlainString()
                            + "% chose none of the parts of 64 KiB: a larger share is required");
            VerifySetReport report = new VerifySetReport(
                    stream,
                    place,
                    dataset,
                    share,
                    checker.sample(),
                    !noRead,
                    run.filesDone(),
                    checkedBytes.sum(),
                    extra,
                    findings,
                    noRead ? Map.of() : explain(checker, interruption),
                    comparison.isCut(),
                    System.nanoTime() - start);
            report.print(stdio.out(), runOptions.isJson());
            if (rangesFile != null) {
                rangesFile.write(report::writeRows);
            }
        }
        return status(findings);
    }

    private SetComparison comparison(DatasetContent content) throws Failure {
        Dataset dataset = content.dataset();
        return new SetComparison(
                content,
                explainOptions.toExplainers(content.body(), dataset.body(), other -> other),
                explainOptions.toExplainers(content.tails(), dataset.body(), other -> tails(dataset, other)));
    }

    /** The partial blocks of another set with the same sizes. */
    private static Recipe tails(Dataset dataset, Recipe other) {
        return Dataset.builder()
                .files(dataset.fileCount())
                .sizes(dataset.sizes())
                .name(dataset.namePattern())
                .recipe(other)
                .build()
                .tails();
    }

    /** {@return what was found besides the files of the set} */
    private ExtraFiles check(FileRun run, boolean isRemote, Share share, Checker checker, Interruption interruption)
            throws Failure {
        Dataset dataset = checker.set().content().dataset();
        Dataset.Part part = share.of(dataset);
        long bytes = share.bytes(dataset);
        ExtraFiles extra = new ExtraFiles(dataset, checker.findings());
        try (Progress progress = runOptions.progress("verify", bytes, stdio)) {
            run.run(checker.workers(), progress, isRemote);
            if (share.index() == 0 && !checker.findings().isEnough()) {
                checker.place().walk(extra);
            }
            return extra;
        } catch (IOException | InterruptedException | CancellationException e) {
            throw interruption.report(
                    e,
                    "checked files: " + run.filesDone() + " of " + part.files() + "; findings: "
                            + checker.findings().total());
        }
    }

    private static Map<Long, List<FileDiagnosis>> explain(Checker checker, Interruption interruption) throws Failure {
        try {
            Map<Long, List<FileDiagnosis>> diagnoses = checker.set().explain();
            new Renames(checker.place(), checker.set(), checker.workers().chunkBytes(), diagnoses)
                    .findIn(checker.findings());
            return diagnoses;
        } catch (InterruptedException | CancellationException e) {
            throw interruption.report(e, "findings: " + checker.findings().total());
        }
    }

    /** Differences are known only of files that could be read. */
    private int status(Findings findings) throws Failure {
        long unreadable = findings.counts().getOrDefault(Kind.UNREADABLE, 0L);
        if (findings.total() > unreadable) {
            return ExitStatus.DIFFERENT;
        }
        if (unreadable > 0) {
            throw Failure.io(
                    name + ": " + Text.count(unreadable, "file") + " cannot be read completely; the others are right");
        }
        return ExitStatus.OK;
    }
}
