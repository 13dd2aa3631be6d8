// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.DataStream;
import io.dgen.Dataset;
import io.dgen.DatasetContent;
import io.dgen.cli.dataset.FileWriting.Existing;
import io.dgen.cli.dataset.FileWriting.Writer;
import io.dgen.cli.dataset.PartOptions.Share;
import io.dgen.cli.dataset.SetPlace.ClaimedPart;
import io.dgen.cli.dataset.SetState.Request;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Input;
import io.dgen.cli.io.OverwriteException;
import io.dgen.cli.io.Stores;
import io.dgen.cli.io.UnsuitableException;
import io.dgen.cli.option.Converters;
import io.dgen.cli.option.HelpOption;
import io.dgen.cli.option.IoFailures;
import io.dgen.cli.option.RunOptions;
import io.dgen.cli.option.UploadOptions;
import io.dgen.cli.pipeline.ChunkWorkers;
import io.dgen.cli.pipeline.Parallelism;
import io.dgen.cli.pipeline.SingleThreaded;
import io.dgen.cli.terminal.Interruption;
import io.dgen.cli.terminal.Progress;
import io.dgen.cli.terminal.Stdio;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the files of a set, or of a part of it. */
@Command(
        name = "create",
        sortOptions = false,
        description = "Write the files of a set to a directory or an object store, and print the line of the set.",
        footer = {
            "",
            "The directory also gets the file .dgen-dataset with the line, for verify. A file",
            "has its name only when it is complete. In an object store, each file is an object.",
            "",
            "Example: dgen dataset create --files 1000 --size 64KiB --dedup 2 --dir D",
            "         dgen dataset create --dataset \"$LINE\" --part 2/8 --dir D",
            "         dgen dataset create --files 1000 --size 64KiB --to s3://bucket/prefix"
        })
public final class CreateCommand implements Callable<Integer> {
    @Option(
            names = {"--dir", "--to"},
            paramLabel = "D",
            required = true,
            description = "The directory, which is created with the folders above it if it is missing, or"
                    + " s3://BUCKET/PREFIX.")
    private String name = "";

    @Mixin
    private final DatasetOptions datasetOptions = new DatasetOptions();

    @Mixin
    private final PartOptions partOptions = new PartOptions();

    @Option(
            names = "--resume",
            description = "Continue an interrupted run of the same set: keep files that are complete. Objects are"
                    + " compared by the checksum that the store states.")
    private boolean resume;

    @Option(
            names = "--force",
            description =
                    "Replace files that exist and the line of another set, and accept other files in the directory.")
    private boolean force;

    @Option(
            names = "--since",
            paramLabel = "G",
            converter = Converters.OfGeneration.class,
            description = "Write only what has changed since generation G of the set, which D has: changes in files are"
                    + " written in place, objects with changes as a whole. With --resume, D may also have some of the"
                    + " changes, or all.")
    private @Nullable Integer since;

    @Option(names = "--fsync", description = "Wait for each file until it and its name are on the device.")
    private boolean fsync;

    @Mixin
    private final ManifestOptions manifestOptions = new ManifestOptions();

    @Option(
            names = "--writers",
            paramLabel = "N",
            converter = Converters.OfWriters.class,
            description = "Largest number of threads that write at the same time, 1 to 1024. Default: one per CPU, with"
                    + " --direct two per CPU and at least 4; 16 requests to an object store. File systems that are"
                    + " far away take more.")
    private @Nullable Integer writers;

    @Mixin
    private final UploadOptions uploadOptions = new UploadOptions();

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
        Failure.unless(since == null || !force, "--since and --force exclude each other");
        Share share = partOptions.toShare();
        try (SetPlace place = place()) {
            Dataset dataset = dataset(place);
            String header = Manifest.header(dataset, share);
            ManifestOptions.Target target = manifestOptions.toTarget(place, header, force, resume, stdio);
            target.write(manifestOptions.toManifest(create(place, dataset, share), share));
        }
        return ExitStatus.OK;
    }

    private Dataset dataset(SetPlace place) throws Failure {
        if (since == null) {
            return datasetOptions.toDataset();
        }
        Dataset dataset = datasetOptions.existing(place, _ -> {});
        DatasetOptions.checkSince(dataset, since);
        return dataset;
    }

    private SetPlace place() throws Failure {
        if (!Stores.isAddress(name)) {
            uploadOptions.requireNone(name);
            return SetDirectory.of(name);
        }
        Failure.unless(!runOptions.isDirect() && !fsync, "--direct, --fsync: expected a directory, not " + name);
        return new SetObjects(name, uploadOptions.prefix(name, runOptions, writers));
    }

    private DatasetContent create(SetPlace place, Dataset dataset, Share share) throws Failure {
        Dataset.Part part = share.of(dataset);
        Request request =
                new Request(dataset, resume ? Existing.RESUME : force ? Existing.REPLACE : Existing.REFUSE, since);
        Input endpoint = place.endpoint(stdio);
        long directBlockBytes = runOptions.directBlockBytes(endpoint);
        DataStream stream = runOptions.toStream(dataset.body());
        Parallelism parallelism = runOptions.toParallelism(stream, endpoint, "writers", writers);
        boolean isRemote = endpoint.isRemote();
        DatasetContent content = new DatasetContent(dataset, (isRemote ? stream : SingleThreaded.of(stream)).config());
        try (ChunkWorkers workers = isRemote
                        ? RunOptions.toWorkersWithoutBuffers(stream, parallelism)
                        : runOptions.toWorkers(
                                RunOptions.ANY_LENGTH, stream, endpoint, parallelism, directBlockBytes, () -> {});
                ClaimedPart claimed = IoFailures.translate(name, () -> place.claim(request, part, this::note));
                Interruption interruption = new Interruption(stdio, name, () -> {})) {
            Tally tally = new Tally();
            Writer writer = new Writer(content, workers, directBlockBytes, request, claimed.isMixed(), fsync, tally);
            FileRun run = new FileRun(
                    dataset,
                    part,
                    isRemote ? FileTask.WHOLE : workers.chunkBytes(),
                    file -> place.writing(writer, file),
                    () -> false);
            long start = System.nanoTime();
            try (Progress progress = runOptions.progress("create", share.bytes(dataset), stdio)) {
                if (since != null && claimed.isComplete()) {
                    tally.keep(part.files(), share.bytes(dataset));
                } else {
                    run.run(workers, progress, isRemote);
                    if (tally.obstacles() == 0) {
                        claimed.finish();
                    }
                }
            } catch (OverwriteException | UnsuitableException e) {
                throw IoFailures.of(name, e);
            } catch (IOException | InterruptedException | CancellationException e) {
                throw interruption.report(
                        e,
                        "complete files: " + run.filesDone() + " of " + part.files() + "; --resume writes the others");
            }
            if (tally.obstacles() > 0) {
                throw Failure.io(tally.firstObstacle() + "; complete files: " + (part.files() - tally.obstacles())
                        + " of " + part.files() + "; without the obstacle, --resume writes the others");
            }
            new CreateReport(stream, request, place, share, part, tally, System.nanoTime() - start)
                    .print(manifestOptions.reportTo(stdio), runOptions.isJson());
        } catch (IOException e) {
            throw Failure.io(name, e);
        }
        return content;
    }

    private void note(String sentence) {
        stdio.message("note: " + sentence);
    }
}
