// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.ByteRange;
import io.dgen.Dataset;
import io.dgen.DatasetFile;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Stores;
import io.dgen.cli.option.Converters;
import io.dgen.cli.option.HelpOption;
import io.dgen.cli.option.StoreOption;
import io.dgen.cli.report.Report;
import io.dgen.cli.terminal.Stdio;
import java.io.PrintStream;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the files of a set, which need not exist. */
@Command(
        name = "list",
        sortOptions = false,
        description = "Print size and path of each file of a set, without making the files.",
        footer = {
            "",
            "With --json, each file also has its ranges: the recipes of the streams that have",
            "its bytes, and the offsets in them.",
            "",
            "Example: dgen dataset list --files 1000 --size 64KiB --seed 7"
        })
public final class ListCommand implements Callable<Integer> {
    /** Larger than a line of text, and small enough for the cache. */
    private static final int BUFFER_CHARS = 1 << 16;

    @Parameters(
            paramLabel = "D",
            arity = "0..1",
            description = "A directory, or s3://BUCKET/PREFIX, with the line of the set. Without it, options name the"
                    + " set.")
    private @Nullable String name;

    @Mixin
    private final DatasetOptions datasetOptions = new DatasetOptions();

    @Mixin
    private final PartOptions partOptions = new PartOptions();

    @Mixin
    private final StoreOption storeOption = new StoreOption();

    @Option(
            names = "--since",
            paramLabel = "G",
            converter = Converters.OfGeneration.class,
            description = "Print only files that have changed since generation G of the set. With --json, each has the"
                    + " ranges of bytes that have changed.")
    private @Nullable Integer since;

    @Option(names = "--json", description = "Print one JSON object per file.")
    private boolean json;

    @Mixin
    private final HelpOption helpOption = new HelpOption();

    private final Stdio stdio;

    public ListCommand(Stdio stdio) {
        this.stdio = stdio;
    }

    @Override
    public Integer call() throws Failure {
        Failure.unless(
                name == null || !datasetOptions.isGiven(),
                "the directory and options for the set exclude each other: the directory has the line of its set");
        Dataset dataset;
        try (SetPlace place = place()) {
            dataset = datasetOptions.existing(place, _ -> {});
        }
        Dataset.Part part = partOptions.toShare().of(dataset);
        Stream<DatasetFile> files = dataset.files(part.from(), part.to());
        FileRow rows = new FileRow(dataset);
        Stream<String> lines;
        if (since != null) {
            DatasetOptions.checkSince(dataset, since);
            lines = changed(dataset, files, since);
        } else {
            lines = files.map(file -> json ? Report.json(rows.withRanges(file)) : text(file));
        }
        print(lines.iterator(), stdio.out());
        return ExitStatus.OK;
    }

    private Stream<String> changed(Dataset dataset, Stream<DatasetFile> files, int from) {
        int to = dataset.body().generation().number();
        if (!json) {
            return files.filter(file -> file.changedRanges(from, to).findAny().isPresent())
                    .map(ListCommand::text);
        }
        return files.mapMulti((file, lines) -> {
            List<ByteRange> changed = file.changedRanges(from, to).toList();
            if (!changed.isEmpty()) {
                lines.accept(Report.json(FileRow.withChanges(file, changed)));
            }
        });
    }

    private static String text(DatasetFile file) {
        return file.sizeBytes() + "\t" + file.path();
    }

    private @Nullable SetPlace place() throws Failure {
        if (name != null && Stores.isAddress(name)) {
            return new SetObjects(name, storeOption.prefix(name, null));
        }
        storeOption.requireNone(name == null ? "no place" : name);
        return name == null ? null : SetDirectory.existing(name);
    }

    /** Ends when the reader has closed standard output. */
    private static void print(Iterator<String> files, PrintStream out) {
        StringBuilder lines = new StringBuilder();
        while (files.hasNext() && !out.checkError()) {
            while (files.hasNext() && lines.length() < BUFFER_CHARS) {
                lines.append(files.next()).append('\n');
            }
            out.print(lines);
            lines.setLength(0);
        }
    }
}
