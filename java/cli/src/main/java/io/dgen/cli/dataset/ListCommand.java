// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Dataset;
import io.dgen.cli.exit.ExitStatus;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Stores;
import io.dgen.cli.option.HelpOption;
import io.dgen.cli.option.StoreOption;
import io.dgen.cli.report.Report;
import io.dgen.cli.terminal.Stdio;
import java.io.PrintStream;
import java.util.Iterator;
import java.util.concurrent.Callable;
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
            description = "A directory, or s3://BUCKET/PREFIX, with the line of the set.")
    private @Nullable String name;

    @Mixin
    private final DatasetOptions datasetOptions = new DatasetOptions();

    @Mixin
    private final PartOptions partOptions = new PartOptions();

    @Mixin
    private final StoreOption storeOption = new StoreOption();

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
            dataset = datasetOptions.existing(place);
        }
        Dataset.Part part = partOptions.toShare().of(dataset);
        FileRow rows = new FileRow(dataset);
        print(
                dataset.files(part.from(), part.to())
                        .map(file -> json ? Report.json(rows.withRanges(file)) : file.sizeBytes() + "\t" + file.path())
                        .iterator(),
                stdio.out());
        return ExitStatus.OK;
    }

    private @Nullable SetPlace place() throws Failure {
        if (name != null && Stores.isAddress(name)) {
            return new SetObjects(name, storeOption.prefix(name, null));
        }
        storeOption.requireNone(name == null ? "no place" : name);
        return name == null ? null : SetDirectory.of(name);
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
