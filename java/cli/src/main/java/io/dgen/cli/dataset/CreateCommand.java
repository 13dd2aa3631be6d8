// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.DataStream;
import io.dgen.Dataset;
import io.dgen.DatasetContent;
import io.dgen.DigestAlgorithm;
import io.dgen.cli.dataset.FileWriting.Existing;
import io.dgen.cli.dataset.FileWriting.Writer;
import io.dgen.cli.dataset.PartOptions.Share;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Endpoints;
import io.dgen.cli.io.Input;
import io.dgen.cli.io.OverwriteException;
import io.dgen.cli.io.UnsuitableException;
import io.dgen.cli.option.Converters;
import io.dgen.cli.option.HelpOption;
import io.dgen.cli.option.IoFailures;
import io.dgen.cli.option.RunOptions;
import io.dgen.cli.option.TextFile;
import io.dgen.cli.pipeline.ChunkWorkers;
import io.dgen.cli.pipeline.SingleThreaded;
import io.dgen.cli.terminal.Interruption;
import io.dgen.cli.terminal.Progress;
import io.dgen.cli.terminal.Stdio;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the files of a set, or of a part of it. */
@Command(
        name = "create",
        sortOptions = false,
        description = "Write the files of a set to a directory, and print the line of the set.",
        footer = {
            "",
            "The directory also gets the file .dgen-dataset with the line, for verify. A file",
            "has its name only when it is complete.",
            "",
            "Example: dgen dataset create --files 1000 --size 64KiB --dedup 2 --dir D",
            "         dgen dataset create --dataset \"$LINE\" --part 2/8 --dir D"
        })
public final class CreateCommand implements Callable<Integer> {
    @Option(
            names = "--dir",
            paramLabel = "D",
            required = true,
            description = "The directory; it is created if it is missing.")
    private String directoryName = "";

    @Mixin
    private final DatasetOptions datasetOptions = new DatasetOptions();

    @Mixin
    private final PartOptions partOptions = new PartOptions();

    @Option(
            names = "--resume",
            description = "Continue an interrupted run of the same set: keep files that are complete.")
    private boolean resume;

    @Option(
            names = "--force",
            description =
                    "Replace files that exist and the line of another set, and accept other files in the directory.")
    private boolean force;

    @Option(names = "--fsync", description = "Wait for each file until it and its name are on the device.")
    private boolean fsync;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "Write a list of the files to FILE, as JSON Lines.")
    private @Nullable String manifestName;

    @Option(
            names = "--digest",
            paramLabel = "A",
            converter = Converters.OfDigestAlgorithm.class,
            completionCandidates = Converters.OfDigestAlgorithm.class,
            description =
                    "Digests in the manifest: ${COMPLETION-CANDIDATES}. They are of the content, not of what was read.")
    private @Nullable DigestAlgorithm digest;

    @Option(
            names = "--writers",
            paramLabel = "N",
            converter = Converters.OfWriters.class,
            description = "Largest number of threads that write at the same time, 1 to 1024. Default: one per CPU, with"
                    + " --direct two per CPU and at least 4. File systems that are far away take more.")
    private @Nullable Integer writers;

    @Mixin
    private final RunOptions runOptions = new RunOptions();

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    private final Stdio stdio;

    public CreateCommand(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public Integer call() throws Failure {
        Failure.unless(!(resume && force), "--resume and --force exclude each other");
        Failure.unless(digest == null || manifestName != null, "--digest requires --manifest");
        SetDirectory directory = SetDirectory.of(directoryName);
        Dataset dataset = datasetOptions.toDataset();
        Share share = partOptions.toShare();
        Dataset.Part part = share.of(dataset);
        TextFile manifestFile = manifestName == null ? null : TextFile.at("--manifest", manifestName, force || resume);
        Input endpoint = IoFailures.translate(
                directoryName,
                () -> Endpoints.input(directory.path().toAbsolutePath().toString(), stdio));
        long directBlockBytes = runOptions.directBlockBytes(endpoint);
        DataStream stream = runOptions.toStream(dataset.body());
        DatasetContent content =
                new DatasetContent(dataset, SingleThreaded.of(stream).config());
        try (ChunkWorkers workers = runOptions.toWorkers(
                        RunOptions.ANY_LENGTH,
                        stream,
                        endpoint,
                        runOptions.toParallelism(stream, endpoint, "writers", writers),
                        directBlockBytes,
                        () -> {});
                Claim ignored = IoFailures.translate(
                        directoryName, () -> Claim.toCreate(directory, dataset, part, force, this::note));
                Interruption interruption = new Interruption(stdio, directoryName, () -> {})) {
            LongAdder kept = new LongAdder();
            Existing existing = resume ? Existing.RESUME : force ? Existing.REPLACE : Existing.REFUSE;
            Writer writer = new Writer(directory, content, workers, directBlockBytes, existing, fsync, kept);
            FileRun run = new FileRun(
                    dataset, part, workers.chunkBytes(), file -> new FileWriting(writer, file), () -> false);
            long start = System.nanoTime();
            write(run, workers, part, share.bytes(dataset), interruption);
            new CreateReport(stream, dataset, directory, share, part, kept.sum(), System.nanoTime() - start)
                    .print(stdio.out(), runOptions.isJson());
            if (manifestFile != null) {
                new Manifest(content, share, part, digest).write(manifestFile);
            }
        } catch (IOException e) {
            throw Failure.io(directoryName, e);
        }
        return ExitStatus.OK;
    }

    private void write(FileRun run, ChunkWorkers workers, Dataset.Part part, long bytes, Interruption interruption)
            throws Failure {
        try (Progress progress = runOptions.progress("create", bytes, stdio)) {
            run.run(workers, progress);
        } catch (OverwriteException | UnsuitableException e) {
            throw IoFailures.of(directoryName, e);
        } catch (IOException | InterruptedException | CancellationException e) {
            throw interruption.report(
                    e,
                    run.filesDone() + " of " + part.files()
                            + " files are complete; without the cause, --resume writes the others");
        }
    }

    private void note(String sentence) {
        stdio.message("note: " + sentence);
    }
}
